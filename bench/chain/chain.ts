/** The six-node chain and the long line, as documents of both sides. */
import type { FlowNode } from '../peer/runtime.ts'
import { limit, scale, window } from './samples.ts'

export const chain = {
  source: { is: 'bench/feed' },
  set: { is: 'record/pick', in: { record: 'source.record' }, config: { fields: [{ name: 'value', type: { type: 'number' } }] } },
  scaled: { is: 'math/scale', in: { value: 'set.value' }, config: { from: [0, 100], to: [0, 100 * scale] } },
  switched: { is: 'logic/switch', in: { value: 'scaled.value' }, config: { rules: [{ name: 'high', when: '>=', than: limit * scale }] } },
  mean: { is: 'math/average', in: { value: 'switched.high' }, config: { count: window } },
  sink: { is: 'bench/take', in: { value: 'mean.mean' } },
}

const tab: FlowNode = { id: 'tab', type: 'tab', label: 'Bench' }
const range = (id: string, to: number, next: string): FlowNode => ({
  id,
  type: 'range',
  z: 'tab',
  minin: '0',
  maxin: '100',
  minout: '0',
  maxout: String(to),
  action: 'scale',
  round: false,
  property: 'payload',
  wires: [[next]],
})

/** Its function keeps a ring and a running sum per topic, and Node-RED's own contexts keep that. */
const mean = `
const means = context.get('means')
let mean = means.get(msg.topic)
if (!mean) {
  mean = { ring: new Float64Array(${window}), at: 0, length: 0, sum: 0 }
  means.set(msg.topic, mean)
}
if (mean.length === ${window}) mean.sum += msg.payload - mean.ring[mean.at]
else { mean.length++; mean.sum += msg.payload }
mean.ring[mean.at] = msg.payload
mean.at = (mean.at + 1) % ${window}
msg.payload = mean.sum / mean.length
return msg`

export const peerChain: readonly FlowNode[] = [
  tab,
  { id: 'source', type: 'bench-feed', z: 'tab', wires: [['set']] },
  {
    id: 'set',
    type: 'change',
    z: 'tab',
    rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'payload.value', tot: 'msg' }],
    wires: [['scaled']],
  },
  range('scaled', 100 * scale, 'switched'),
  {
    id: 'switched',
    type: 'switch',
    z: 'tab',
    property: 'payload',
    propertyType: 'msg',
    rules: [{ t: 'gte', v: String(limit * scale), vt: 'num' }, { t: 'else' }],
    checkall: 'false',
    outputs: 2,
    wires: [['mean'], []],
  },
  {
    id: 'mean',
    type: 'function',
    z: 'tab',
    func: mean,
    outputs: 1,
    initialize: "context.set('means', new Map())",
    libs: [],
    wires: [['sink']],
  },
  { id: 'sink', type: 'bench-take', z: 'tab' },
]

/** `nodes` nodes in a row, source and sink among them, the others scale by nothing. */
export const line = (nodes: number): Record<string, object> => {
  const inner = Array.from({ length: nodes - 2 }, (_, i) => [
    `n${i}`,
    { is: 'math/scale', in: { value: i === 0 ? 'source.value' : `n${i - 1}.value` }, config: { from: [0, 100], to: [0, 100] } },
  ])
  return {
    source: { is: 'bench/feed' },
    ...Object.fromEntries(inner),
    sink: { is: 'bench/take', in: { value: `n${nodes - 3}.value` } },
  }
}

export const peerLine = (nodes: number): readonly FlowNode[] => [
  tab,
  { id: 'source', type: 'bench-feed', z: 'tab', wires: [['n0']] },
  ...Array.from({ length: nodes - 2 }, (_, i) => range(`n${i}`, 100, i === nodes - 3 ? 'sink' : `n${i + 1}`)),
  { id: 'sink', type: 'bench-take', z: 'tab' },
]
