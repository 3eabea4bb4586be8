/** Deploys in Node-RED's runtime, in a process of its own: of the flows that changed, as its editor's second button does. */
import { peerLine } from '../chain/chain.ts'
import { type FlowNode, type Made, type Peer, startPeer } from '../peer/runtime.ts'
import { serve } from '../serve.ts'
import { Beats, beatEveryMs, timed } from './deploy.ts'

const beats = new Beats()
let peer: Peer | undefined

const own: Readonly<Record<string, Made>> = {
  'bench-feed': () => undefined,
  'bench-take': (node, { id }) => {
    node.on('input', (_message, _send, done) => {
      if (id === 'beaten') beats.beat()
      done()
    })
  },
}

const beat: readonly FlowNode[] = [
  { id: 'beat', type: 'tab', label: 'Beat' },
  {
    id: 'beating',
    type: 'inject',
    z: 'beat',
    props: [{ p: 'payload' }],
    payload: '1',
    payloadType: 'num',
    repeat: String(beatEveryMs / 1_000),
    wires: [['beaten']],
  },
  { id: 'beaten', type: 'bench-take', z: 'beat' },
]

const flows = (nodes: number, to: number): readonly FlowNode[] => [
  ...beat,
  ...peerLine(nodes).map((node) => (node.id === 'n1' ? { ...node, maxout: String(to) } : node)),
]

serve({
  async load({ nodes }: { readonly nodes: number }) {
    peer = await startPeer(flows(nodes, 100), own)
  },
  deploy({ nodes, to }: { readonly nodes: number; readonly to: number }) {
    const next = flows(nodes, to)
    return timed(beats, async () => {
      await peer?.setFlows(next, 'flows')
    })
  },
})
