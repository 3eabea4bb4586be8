/** The overload in this product's runtime, in a process of its own. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { NodeState } from '@millrace/flow/protocol-told.ts'
import { opened } from '../library.ts'
import { serve } from '../serve.ts'
import { documentsOf, openBench } from '../work.ts'
import { type Account, type Flooded, flood, msPerItem, payloadOf, settled } from './overload.ts'

let taken = 0
opened.taken = () => {
  taken++
}

const flow = {
  source: { is: 'bench/feed' },
  value: { is: 'record/pick', in: { record: 'source.record' }, config: { fields: [{ name: 'value', type: { type: 'number' } }] } },
  scaled: { is: 'math/scale', in: { value: 'value.value' } },
  sink: { is: 'bench/take', in: { value: 'scaled.value' } },
}

serve({
  async flood({ seconds }: { readonly seconds: number }): Promise<Flooded> {
    opened.msPerItem = msPerItem
    const bench = openBench('.')
    await bench.deploy(documentsOf({ overload: flow }))
    while (!opened.feed) await sleep(10)
    const { feed } = opened
    const sent = await flood(seconds, (i) => void feed({ rows: [{ key: 'plant1/b1', ports: { record: payloadOf(i) } }] }))
    const account = (): Account => {
      const states = Object.values(bench.work.run.flows.get('overload')?.running?.states() ?? {})
      const sum = (of: (state: NodeState) => number | undefined) => states.reduce((all, state) => all + (of(state) ?? 0), 0)
      return { sent, taken, dropped: sum(({ dropped }) => dropped), waiting: sum(({ queued }) => queued) }
    }
    const during = account()
    opened.msPerItem = 0
    await settled(() => taken)
    const after = account()
    await bench.work.close()
    return { during, after }
  },
})
