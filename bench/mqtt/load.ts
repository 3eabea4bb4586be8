/** The load: publishes to one side's flow, takes what it publishes, and holds every message against what it should be. */
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'
import { near, quantile } from '../statistics.ts'

export interface Latency {
  /** ms */
  readonly p50: number
  readonly p99: number
}

export interface Load {
  /** Publishes until the flow answers. */
  ready(): Promise<void>
  /** At a steady rate, messages a second. */
  steady(rate: number, seconds: number): Promise<Latency>
  /** As fast as it goes: as many as `window` are under way. */
  flatOut(count: number, window: number): Promise<void>
  close(): Promise<void>
}

const patienceMs = 30_000

export const openLoad = async (url: string, prefix: string, qos: 0 | 1): Promise<Load> => {
  const client = await connectAsync(url, { protocolVersion: 4 })
  // Else the kernel holds acknowledgements back for 40 ms, and that is what would be measured.
  if (client.stream instanceof Socket) client.stream.setNoDelay()
  const [into, out] = [`${prefix}/in`, `${prefix}/out`]
  /** In order: a connection keeps it. */
  let underWay: { readonly value: number; readonly at: number }[] = []
  let first = 0
  let latencies: number[] = []
  let wrong = 0
  let heard = (): void => undefined
  let probing = true
  let number = 0

  const publish = (value: number) => void client.publish(into, JSON.stringify({ value, unit: '°C', source: 'plant1/b1' }), { qos })
  const send = () => {
    const value = 10 + (number++ % 900) / 10
    underWay.push({ value, at: performance.now() })
    publish(value)
  }
  const left = () => underWay.length - first

  client.on('message', (_topic, payload) => {
    if (probing) return heard()
    const sent = underWay[first++]
    const { value } = JSON.parse(payload.toString()) as { readonly value: number }
    if (!sent || !near(value, sent.value * 2)) wrong++
    else latencies.push(performance.now() - sent.at)
    heard()
  })
  await client.subscribeAsync(out, { qos })

  const until = (there: () => boolean, what: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${prefix}: ${what}`)), patienceMs)
      heard = () => {
        if (!there()) return
        clearTimeout(timer)
        heard = () => undefined
        resolve()
      }
      heard()
    })

  const begin = () => {
    underWay = []
    first = 0
    latencies = []
  }
  const finish = async () => {
    await until(() => left() <= 0, `${left()} messages are missing`)
    if (wrong > 0) throw new Error(`${prefix}: ${wrong} messages were not what they should be`)
  }

  return {
    async ready() {
      let answered = false
      heard = () => {
        answered = true
      }
      for (let i = 0; !answered; i++) {
        if (i > 300) throw new Error(`${prefix}: nothing came out`)
        publish(50)
        await sleep(100)
      }
      await sleep(500)
      probing = false
    },
    async steady(rate, seconds) {
      begin()
      const began = performance.now()
      for (let sent = 0; sent < rate * seconds; ) {
        const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) * rate) / 1_000))
        for (; sent < due; sent++) send()
        await sleep(2)
      }
      await finish()
      const sorted = latencies.toSorted((a, b) => a - b)
      return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
    },
    async flatOut(count, window) {
      begin()
      for (let sent = 0; sent < count; ) {
        for (; sent < count && left() < window; sent++) send()
        await until(() => left() <= window / 2, `${left()} messages are missing`)
      }
      await finish()
    },
    close: () => closed(client),
  }
}

const closed = async (client: MqttClient): Promise<void> => {
  await client.endAsync(true)
}
