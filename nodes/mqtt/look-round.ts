/** What is published on a broker, found by listening to everything for a moment through a client of its own: no flow hears a message twice for it. */
import { isUtf8 } from 'node:buffer'
import type { Place } from '@millrace/flow'
import { optionsOf } from './broker.ts'
import type { Session } from './session.ts'

export interface Seen {
  /** Topic → its last payload. */
  readonly topics: ReadonlyMap<string, string>
  readonly at: number
}

const listenMs = 1_500
const topicCap = 20_000
const shownLength = 200

export const lookRound = async ({ broker, connecting }: Session): Promise<Seen> => {
  const { connectAsync } = await import('mqtt')
  const client = await connectAsync(broker.url, await optionsOf(broker, connecting, false), false)
  const topics = new Map<string, string>()
  try {
    client.on('message', (topic, payload) => {
      if (topics.size < topicCap || topics.has(topic)) topics.set(topic, shown(payload))
    })
    await client.subscribeAsync('#', { qos: 0 })
    await new Promise((resolve) => setTimeout(resolve, listenMs))
  } finally {
    await client.endAsync(true)
  }
  return { topics, at: performance.now() }
}

/** The topics one level below `place`; '' is the root. */
export const placesBelow = ({ topics }: Seen, place: string): readonly Place[] => {
  const prefix = place === '' ? '' : `${place}/`
  const inside = new Map<string, boolean>()
  for (const topic of topics.keys()) {
    if (!topic.startsWith(prefix) || topic === place) continue
    const name = topic.slice(prefix.length).split('/', 1)[0] ?? ''
    inside.set(name, (inside.get(name) ?? false) || topic.length > prefix.length + name.length)
  }
  return [...inside]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([name, below]) => {
      const id = prefix + name
      const value = topics.get(id)
      return { id, name, inside: below, writable: true, ...(value !== undefined && { type: 'text', value }) }
    })
}

const shown = (payload: Buffer): string => {
  if (!isUtf8(payload)) return `${payload.length} bytes`
  const text = payload.toString()
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
}
