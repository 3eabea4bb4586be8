/** Node-RED with flows of its own nodes, in a process of its own. */
import { serve } from '../serve.ts'
import { type FlowNode, startPeer } from './runtime.ts'

serve({
  async start({ flows }: { readonly flows: readonly FlowNode[] }) {
    await startPeer(flows)
  },
})
