/** Flows that stand idle, as documents of both sides: ten nodes from topic to topic. */
import { mqttIn, mqttOut, peerBroker, peerScale } from '../mqtt/flow.ts'
import type { FlowNode } from '../peer/runtime.ts'

const inner = 6
const connection = 'broker'

export const tenNodes = (prefix: string): object => {
  const scales = Array.from({ length: inner }, (_, i) => [
    `scale${i}`,
    { is: 'math/scale', in: { value: i === 0 ? 'value.value' : `scale${i - 1}.value` }, config: { from: [0, 100], to: [0, 101] } },
  ])
  return {
    millrace: 1,
    name: prefix.replaceAll('/', ' '),
    nodes: {
      in: { is: 'mqtt/in', config: { connection, topic: `${prefix}/in` } },
      value: { is: 'json/fields', in: { text: 'in.payload' }, config: { fields: [{ name: 'value', type: { type: 'number' } }] } },
      ...Object.fromEntries(scales),
      built: {
        is: 'record/build',
        in: { value: `scale${inner - 1}.value` },
        config: { fields: [{ name: 'value', type: { type: 'number' } }] },
      },
      out: { is: 'mqtt/out', in: { payload: 'built.record' }, config: { connection, topic: `${prefix}/out` } },
    },
  }
}

/** As many nodes: in the place of the one that builds the record stands one more scale. */
export const peerTenNodes = (prefixes: readonly string[], port: number): readonly FlowNode[] => [
  peerBroker(port),
  ...prefixes.flatMap((prefix) => [
    { id: prefix, type: 'tab', label: prefix },
    mqttIn(`${prefix}-in`, prefix, `${prefix}/in`, 0, `${prefix}-json`),
    { id: `${prefix}-json`, type: 'json', z: prefix, property: 'payload', action: 'obj', wires: [[`${prefix}-0`]] },
    ...Array.from({ length: inner + 1 }, (_, i) =>
      peerScale(`${prefix}-${i}`, prefix, 101, i === inner ? `${prefix}-out` : `${prefix}-${i + 1}`),
    ),
    mqttOut(`${prefix}-out`, prefix, `${prefix}/out`, 0),
  ]),
]
