/** The chain in this product's engine, in a process of its own. */

import { Engine } from '@millrace/engine/engine.ts'
import type { Row } from '@millrace/flow'
import { checkedFlow, library } from '../library.ts'
import { serve } from '../serve.ts'
import { chain, line } from './chain.ts'
import { keyNames, type Measured, nsSince, type Stretch, sampleValue, Taken } from './samples.ts'

const taken = new Taken()
let engine = open({})
let now = Date.UTC(2026, 0, 1)

function open(nodes: object): Engine {
  return new Engine({
    flow: checkedFlow(nodes),
    library,
    effect: ({ kind, key, value }) => {
      if (kind === 'send') taken.take(key, value as number)
    },
  })
}

/** A burst that arrives at once is one entry, as the product's own sources make it. */
const run = ({ keys, samples, burst }: Stretch, ports: (value: number) => Row['ports']): Measured => {
  const names = keyNames(keys)
  taken.clear()
  const before = process.cpuUsage()
  for (let from = 0; from < samples; from += burst) {
    const to = Math.min(samples, from + burst)
    const rows: Row[] = []
    now++
    for (let i = from; i < to; i++) rows.push({ key: names[i % keys] ?? '', time: now, ports: ports(sampleValue(i)) })
    engine.fold({ kind: 'emit', node: 'source', now, rows })
    if (from % 10_000 === 0) engine.seen()
  }
  return { nsPerSample: nsSince(before, samples), outcome: taken.outcome() }
}

serve({
  chain({ looked }: { readonly looked?: boolean }) {
    engine = open(chain)
    if (looked) engine.show(['source.record', 'set.value', 'scaled.value', 'switched.high', 'mean.mean'])
  },
  line({ nodes }: { readonly nodes: number }) {
    engine = open(line(nodes))
  },
  run: (order: Stretch) => run(order, (value) => ({ record: { value, unit: '%' } })),
  runLine: (order: Stretch) => run(order, (value) => ({ value })),
})
