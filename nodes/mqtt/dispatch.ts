/** Which of a connection's nodes hear a topic. Worked out once a topic: each message after that costs one look-up. */
import type { IPublishPacket } from 'mqtt'
import { wildcardsOf } from './topic.ts'

/** Resolves when the message may be acknowledged. */
export type Hear = (message: IPublishPacket) => Promise<void> | undefined

export interface Listener {
  readonly filter: string
  readonly qos: 0 | 1 | 2
  /** Asked once a topic. */
  hear(topic: string, wildcards: readonly string[]): Hear
}

interface Ear {
  readonly listener: Listener
  readonly hear: Hear
  /** Of the subscription that brings it its messages. */
  readonly id: number
  /** It has had a message on this topic: a retained one that comes now was asked for by another node. */
  had: boolean
}

export interface Dispatch {
  add(listener: Listener): void
  remove(listener: Listener): void
  /** Whether some node listens, and the promises of those that have to take it first. */
  give(message: IPublishPacket): { readonly heard: boolean; readonly taking: readonly Promise<void>[] }
  listens(filter: string): boolean
  /** The highest that a node asks for. */
  qos(filter: string): 0 | 1 | 2
}

/**
 * Where filters overlap, an MQTT 5 broker may send a message once for each of them: the identifier says for which. Made of the filter itself, so that
 * it is the same in a persistent session after a restart (FNV-1a, cut to the standard's 28 bits, 3.8.2.1.2).
 */
export const subscriptionId = (filter: string): number => {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(filter)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 4 || 1
}

const topicCap = 50_000
const none: readonly Promise<void>[] = []
const heardNow = { heard: true, taking: none }
const unheard = { heard: false, taking: none }

export const createDispatch = (): Dispatch => {
  const listeners = new Set<Listener>()
  const topics = new Map<string, Ear[]>()

  const earOf = (listener: Listener, topic: string): Ear[] => {
    const wildcards = wildcardsOf(listener.filter, topic)
    return wildcards ? [{ listener, hear: listener.hear(topic, wildcards), id: subscriptionId(listener.filter), had: false }] : []
  }

  const earsOf = (topic: string): Ear[] => {
    const known = topics.get(topic)
    if (known) return known
    if (topics.size >= topicCap) topics.clear()
    const ears = [...listeners].flatMap((listener) => earOf(listener, topic))
    topics.set(topic, ears)
    return ears
  }

  return {
    add(listener) {
      listeners.add(listener)
      for (const [topic, ears] of topics) ears.push(...earOf(listener, topic))
    },
    remove(listener) {
      listeners.delete(listener)
      for (const [topic, ears] of topics)
        topics.set(
          topic,
          ears.filter((ear) => ear.listener !== listener),
        )
    },
    give(message) {
      const ears = earsOf(message.topic)
      const ids = message.properties?.subscriptionIdentifier
      let heard = false
      let taking: Promise<void>[] | undefined
      for (const ear of ears) {
        if (ids !== undefined && ids !== ear.id && !(Array.isArray(ids) && ids.includes(ear.id))) continue
        heard = true
        if (message.retain && ear.had) continue
        ear.had = true
        const taken = ear.hear(message)
        if (taken === undefined) continue
        taking ??= []
        taking.push(taken)
      }
      if (taking) return { heard, taking }
      return heard ? heardNow : unheard
    },
    listens: (filter) => [...listeners].some((listener) => listener.filter === filter),
    qos: (filter) => [...listeners].reduce<0 | 1 | 2>((most, { filter: of, qos }) => (of === filter && qos > most ? qos : most), 0),
  }
}
