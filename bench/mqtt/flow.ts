/** MQTT → JSON → scale → switch → MQTT, as documents of both sides. `prefix` keeps the topics of the sides apart. */
import type { FlowNode } from '../peer/runtime.ts'

const connection = 'broker'

export const flow = (prefix: string, qos: number): object => ({
  millrace: 1,
  name: 'Bench',
  nodes: {
    in: { is: 'mqtt/in', config: { connection, topic: `${prefix}/in`, qos } },
    value: { is: 'json/fields', in: { text: 'in.payload' }, config: { fields: [{ name: 'value', type: { type: 'number' } }] } },
    scaled: { is: 'math/scale', in: { value: 'value.value' }, config: { from: [0, 100], to: [0, 200] } },
    switched: { is: 'logic/switch', in: { value: 'scaled.value' }, config: { rules: [{ name: 'high', when: '>=', than: 20 }] } },
    built: { is: 'record/build', in: { value: 'switched.high' }, config: { fields: [{ name: 'value', type: { type: 'number' } }] } },
    out: { is: 'mqtt/out', in: { payload: 'built.record' }, config: { connection, topic: `${prefix}/out`, qos } },
  },
})

/** Its scale and switch work on a field of the payload, so that it needs no node to put the payload together. */
export const peerFlow = (prefix: string, qos: number, port: number): readonly FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'Bench' },
  peerBroker(port),
  mqttIn('in', 'tab', `${prefix}/in`, qos, 'json'),
  { id: 'json', type: 'json', z: 'tab', property: 'payload', action: 'obj', wires: [['scaled']] },
  peerScale('scaled', 'tab', 200, 'switched'),
  {
    id: 'switched',
    type: 'switch',
    z: 'tab',
    property: 'payload.value',
    propertyType: 'msg',
    rules: [{ t: 'gte', v: '20', vt: 'num' }, { t: 'else' }],
    checkall: 'false',
    outputs: 2,
    wires: [['out'], []],
  },
  mqttOut('out', 'tab', `${prefix}/out`, qos),
]

export const peerBroker = (port: number): FlowNode => ({
  id: 'broker',
  type: 'mqtt-broker',
  broker: '127.0.0.1',
  port: String(port),
  protocolVersion: '4',
  autoConnect: true,
  cleansession: true,
  keepalive: '60',
  usetls: false,
  birthTopic: '',
  closeTopic: '',
  willTopic: '',
})

export const mqttIn = (id: string, z: string, topic: string, qos: number, next: string): FlowNode => ({
  id,
  type: 'mqtt in',
  z,
  topic,
  qos: String(qos),
  datatype: 'utf8',
  broker: 'broker',
  inputs: 0,
  wires: [[next]],
})

export const mqttOut = (id: string, z: string, topic: string, qos: number): FlowNode => ({
  id,
  type: 'mqtt out',
  z,
  topic,
  qos: String(qos),
  retain: 'false',
  broker: 'broker',
  wires: [],
})

export const peerScale = (id: string, z: string, to: number, next: string): FlowNode => ({
  id,
  type: 'range',
  z,
  minin: '0',
  maxin: '100',
  minout: '0',
  maxout: String(to),
  action: 'scale',
  round: false,
  property: 'payload.value',
  wires: [[next]],
})
