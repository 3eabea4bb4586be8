/** Deploys in this product's runtime, in a process of its own. */
import { line } from '../chain/chain.ts'
import { opened } from '../library.ts'
import { serve } from '../serve.ts'
import { documentsOf, openBench } from '../work.ts'
import { Beats, beatEveryMs, timed } from './deploy.ts'

const bench = openBench('.')
const beats = new Beats()
opened.taken = () => beats.beat()

const beat = {
  source: { is: 'flow/inject', config: { every: `${beatEveryMs} ms` } },
  sink: { is: 'bench/take', in: { value: 'source.value' } },
}

const flows = (nodes: number, to: number) => {
  const big = line(nodes)
  return documentsOf({
    beat,
    big: { ...big, n1: { is: 'math/scale', in: { value: 'n0.value' }, config: { from: [0, 100], to: [0, to] } } },
  })
}

serve({
  load: ({ nodes }: { readonly nodes: number }) => bench.deploy(flows(nodes, 100)),
  deploy({ nodes, to }: { readonly nodes: number; readonly to: number }) {
    const next = flows(nodes, to)
    return timed(beats, () => bench.deploy(next))
  },
})
