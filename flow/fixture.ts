/** The flow that the tests of this room edit, write and compare. */
import type { FlowDocument } from './document.ts'

export const watch: FlowDocument = {
  millrace: 1,
  name: 'Boiler watch',
  says: 'Warns the shift when a boiler stays hot.',
  parameters: { limit: { type: 'number', unit: '°C', default: 90, says: 'Where the alarm rings' } },
  outputs: { now: 'celsius.value' },
  nodes: {
    boilers: { is: 'mqtt/in', config: { connection: 'plant', topic: 'plant1/+/temperature', key: 'plant1/{1}' } },
    celsius: { is: 'text/number', in: { text: 'boilers.payload' }, config: { unit: '°C' } },
    mean: { is: 'math/average', in: { value: 'celsius.value' }, config: { count: 30 } },
    hot: { is: 'alarm/high', in: { value: 'mean.mean' }, config: { limit: { parameter: 'limit' }, onDelay: '10 s' } },
  },
  tests: {
    'stays quiet below the limit': [
      { feed: 'boilers', payload: '80', key: 'plant1/b1' },
      { expect: 'hot', nothing: true },
    ],
  },
  groups: { line: { says: 'Smoothing', nodes: ['celsius', 'mean'] } },
  layout: { boilers: [0, 0], celsius: [240, 0], mean: [480, 0], hot: [720, 0] },
}
