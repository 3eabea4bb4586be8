/** Publishes a batch and says of each message how it fared: with QoS 0 when it is on its way, else when the broker has acknowledged it. */
import type { Outcome, Write } from '@millrace/flow'
import { z } from '@millrace/flow'
import type { MqttClient } from 'mqtt'
import type { writeToStream } from 'mqtt-packet'
import { payloadOf } from './payload.ts'
import { topicFault } from './topic.ts'

const Options = z.object({ qos: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0), retain: z.boolean().default(false) })

/** Reason codes that another try would not change (MQTT 5, 3.4.2.1): not authorized, topic name invalid, payload format invalid, … */
const final = new Set([0x80, 0x83, 0x87, 0x90, 0x99, 0x9a, 0x9b])

export const publisher = (client: MqttClient, write: typeof writeToStream) => {
  const waiting = new Set<(outcome: Outcome) => void>()
  // The driver keeps them for its own reconnecting, which is off.
  client.on('close', () => {
    for (const answer of waiting) answer({ retry: 'the link was lost' })
  })

  const acknowledged = (topic: string, payload: Buffer, options: { qos: 1 | 2; retain: boolean }): Promise<Outcome> => {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    waiting.add(resolve)
    client.publish(topic, payload, options, (error) => {
      waiting.delete(resolve)
      resolve(error ? outcomeOf(error) : 'taken')
    })
    return promise
  }

  return async (writes: readonly Write[]): Promise<readonly Outcome[]> => {
    const outcomes: (Outcome | Promise<Outcome>)[] = []
    const window = windowOf(client)
    let room = true
    for (const { tag: topic, value, options } of writes) {
      const { qos, retain } = Options.parse(options ?? {})
      const fault = topicFault(topic)
      const payload = payloadOf(value)
      if (fault !== undefined) outcomes.push({ refused: fault })
      else if (!client.connected) outcomes.push({ retry: 'the link was lost' })
      else if (qos === 0) {
        room = write({ cmd: 'publish', topic, payload, qos, retain, dup: false }, client.stream, client.options)
        outcomes.push('taken')
      } else outcomes.push(acknowledged(topic, payload, { qos, retain }))
      if (outcomes.length % window === 0) await Promise.all(outcomes.slice(-window))
    }
    if (!room) await drained(client.stream)
    return Promise.all(outcomes)
  }
}

/** How many may be on their way unacknowledged: what the broker told, else a few hundred. */
const windowOf = (client: MqttClient): number => Math.max(1, Math.min(500, client.serverProperties?.receiveMaximum ?? 500))

const outcomeOf = (error: Error & { readonly code?: unknown }): Outcome =>
  typeof error.code === 'number' && final.has(error.code) ? { refused: error.message } : { retry: error.message }

/** Resolves when there is room in the socket again, or no socket any more. */
const drained = (stream: MqttClient['stream']): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.once('drain', done).once('close', done)
    if (stream.destroyed) done()
  })
