/** Publishes a batch and says of each message how it fared: with QoS 0 when it is on its way, else when the broker has acknowledged it. */
import type { Outcome, Write } from '@millrace/flow'
import type { MqttClient, Packet } from 'mqtt'
import { encodePublishes, type Publish } from './encode.ts'
import { payloadOf } from './payload.ts'
import { topicFault } from './topic.ts'

export interface Publisher {
  publish(writes: readonly Write[]): Promise<readonly Outcome[]>
  /** Every packet that comes: the acknowledgements are among them. */
  heard(packet: Packet): void
}

/** So many of a batch are on their way at once, where the broker doesn't want fewer. */
const window = 500

/** Reason codes that another try would not change (MQTT 5, 3.4.2.1): not authorized, topic name invalid, payload format invalid, … */
const final = new Set([0x80, 0x83, 0x87, 0x90, 0x99, 0x9a, 0x9b])

const lost: Outcome = { retry: 'the link was lost' }

export const publisher = (client: MqttClient, version: 4 | 5, nextId: () => number): Publisher => {
  const waiting = new Map<number, (outcome: Outcome) => void>()

  // The driver keeps its own for a reconnecting that is off.
  client.on('close', () => {
    for (const answer of waiting.values()) answer(lost)
    waiting.clear()
  })

  const freeId = (): number => {
    for (;;) {
      const id = nextId()
      if (!waiting.has(id)) return id
    }
  }

  const answerTo = (id: number): Promise<Outcome> => new Promise((resolve) => void waiting.set(id, resolve))

  /** Twice: no message of QoS 2 is so frequent that the driver's own way, with its store, costs too much. */
  const twice = (topic: string, payload: string | Uint8Array, retain: boolean): Promise<Outcome> =>
    new Promise((resolve) => {
      const gone = () => resolve(lost)
      client.once('close', gone)
      client.publish(topic, Buffer.from(payload), { qos: 2, retain }, (error) => {
        client.off('close', gone)
        resolve(error ? outcomeOf(error.message, 'code' in error ? error.code : undefined) : 'taken')
      })
    })

  const some = async (writes: readonly Write[]): Promise<readonly Outcome[]> => {
    const publishes: Publish[] = []
    const outcomes = writes.map(({ tag: topic, value, options }): Outcome | Promise<Outcome> => {
      const payload = payloadOf(value)
      const fault = topicFault(topic) ?? sizeFault(client, payload)
      if (fault !== undefined) return { refused: fault }
      if (!client.connected) return lost
      const retain = options?.['retain'] === true
      if (options?.['qos'] === 2) return twice(topic, payload, retain)
      const id = options?.['qos'] === 1 ? freeId() : undefined
      publishes.push({ topic, payload, retain, id })
      return id === undefined ? 'taken' : answerTo(id)
    })
    if (publishes.length > 0 && !client.stream.write(encodePublishes(publishes, version))) await drained(client.stream)
    return Promise.all(outcomes)
  }

  let turn: Promise<unknown> = Promise.resolve()
  /** All nodes of the connection share what the broker lets be on its way. */
  const inTurn = (writes: readonly Write[]): Promise<readonly Outcome[]> => {
    const next = turn.then(() => some(writes))
    turn = Promise.allSettled([next])
    return next
  }

  return {
    async publish(writes) {
      if (!writes.some(awaited)) return some(writes)
      const most = Math.min(window, client.serverProperties?.receiveMaximum ?? window)
      const outcomes: Outcome[] = []
      for (let i = 0; i < writes.length; i += most) outcomes.push(...(await inTurn(writes.slice(i, i + most))))
      return outcomes
    },
    heard(packet) {
      if (packet.cmd !== 'puback' || packet.messageId === undefined) return
      const answer = waiting.get(packet.messageId)
      waiting.delete(packet.messageId)
      // 16: nobody listens, which is no fault.
      const code = packet.reasonCode ?? 0
      answer?.(code === 0 || code === 16 ? 'taken' : outcomeOf(`the broker answered with reason ${code}`, code))
    },
  }
}

const awaited = ({ options }: Write): boolean => options?.['qos'] === 1 || options?.['qos'] === 2

const outcomeOf = (message: string, code: unknown): Outcome =>
  typeof code === 'number' && final.has(code) ? { refused: message } : { retry: message }

const sizeFault = ({ serverProperties }: MqttClient, payload: string | Uint8Array): string | undefined => {
  const most = serverProperties?.maximumPacketSize
  return most !== undefined && payload.length > most ? `${payload.length} bytes are more than the broker takes, ${most}` : undefined
}

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
