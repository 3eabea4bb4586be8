/** What stands on which MQTT topic: JSON for the packing line, plain text for the boilers' values. */
import type { Factory } from './simulation/factory.ts'
import type { Fault } from './simulation/faults.ts'
import { line } from './simulation/packing.ts'

export type Message = { topic: string; payload: string }

const lineTopic = 'plant1/packing/line1'

export const online: Message = { topic: `${lineTopic}/online`, payload: 'true' }
export const offline: Message = { topic: `${lineTopic}/online`, payload: 'false' }

/** What the line is and what its metrics mean, for whoever comes later. */
export const birth: Message = {
  topic: `${lineTopic}/birth`,
  payload: JSON.stringify({
    line: 'line1',
    name: { en: 'Packing line 1', zh: '1号包装线' },
    states: ['Starting', 'Execute', 'Suspended', 'Held', 'Stopping', 'Stopped', 'Aborted'],
    speed: { unit: '1/min', nominal: line.speed, range: line.speedRange },
    counters: { good: '1', reject: '1', total: '1', microStops: '1' },
  }),
}

/** Sent again and again; `now` is ms since the epoch. A boiler whose sensor is broken says nothing of its temperature. */
export function telemetry({ b1, b2, line1 }: Factory, now: number): Message[] {
  const boilers = Object.entries({ b1, b2 }).flatMap(([unit, { shown }]) => [
    ...(shown.good ? [{ topic: `plant1/${unit}/temperature`, payload: shown.temperature.toFixed(2) }] : []),
    { topic: `plant1/${unit}/pressure`, payload: shown.pressure.toFixed(4) },
    { topic: `plant1/${unit}/steam`, payload: shown.steamFlow.toFixed(3) },
  ])
  const { good, reject, microStops } = line1
  const counters = { time: now, good, reject, total: good + reject, microStops }
  const speed = { time: now, actual: Math.round(line1.speed * 10) / 10, set: line1.setSpeed, unit: '1/min' }
  return [
    ...boilers,
    { topic: `${lineTopic}/counters`, payload: JSON.stringify(counters) },
    { topic: `${lineTopic}/speed`, payload: JSON.stringify(speed) },
  ]
}

/** Kept by the broker and sent when it changes. */
export function retained({ line1 }: Factory, faults: ReadonlySet<Fault>): { topic: string; content: object }[] {
  return [
    { topic: `${lineTopic}/state`, content: { state: line1.state, reason: line1.reason } },
    { topic: 'plant1/faults/active', content: { faults: [...faults].sort() } },
  ]
}
