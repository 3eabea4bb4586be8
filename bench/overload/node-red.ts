/** The overload in Node-RED's runtime, in a process of its own. Its nodes are given every message at once; the sink keeps them until it can. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type FlowNode, type PeerNode, startPeer } from '../peer/runtime.ts'
import { serve } from '../serve.ts'
import { type Account, type Flooded, flood, msPerItem, payloadOf, settled } from './overload.ts'

const flows: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'Overload' },
  { id: 'source', type: 'bench-feed', z: 'tab', wires: [['value']] },
  {
    id: 'value',
    type: 'change',
    z: 'tab',
    rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'payload.value', tot: 'msg' }],
    wires: [['scaled']],
  },
  {
    id: 'scaled',
    type: 'range',
    z: 'tab',
    minin: '0',
    maxin: '100',
    minout: '0',
    maxout: '1',
    action: 'scale',
    round: false,
    property: 'payload',
    wires: [['sink']],
  },
  { id: 'sink', type: 'bench-take', z: 'tab' },
]

serve({
  async flood({ seconds }: { readonly seconds: number }): Promise<Flooded> {
    let source: PeerNode | undefined
    let taken = 0
    let slow = true
    let last = Promise.resolve()
    await startPeer(flows, {
      'bench-feed': (node) => {
        source = node
      },
      'bench-take': (node) => {
        node.on('input', (_message, _send, done) => {
          last = last.then(async () => {
            if (slow) await sleep(msPerItem)
            taken++
            done()
          })
        })
      },
    })
    const sent = await flood(seconds, (i) => source?.send({ topic: 'plant1/b1', payload: payloadOf(i) }))
    const account = (): Account => ({ sent, taken, dropped: 0, waiting: 0 })
    const during = account()
    slow = false
    await settled(() => taken)
    return { during, after: account() }
  },
})
