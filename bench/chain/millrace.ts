/** The chain in this product's engine, in a process of its own. */
import { Engine } from '@millrace/engine/engine.ts'
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

serve({
  chain({ looked }: { readonly looked?: boolean }) {
    engine = open(chain)
    if (looked) engine.show(['source.record', 'set.value', 'scaled.value', 'switched.high', 'mean.mean'])
  },
  line({ nodes }: { readonly nodes: number }) {
    engine = open(line(nodes))
  },
  run({ keys, samples }: Stretch): Measured {
    const names = keyNames(keys)
    taken.clear()
    const before = process.cpuUsage()
    for (let i = 0; i < samples; i++) {
      const value = sampleValue(i)
      now++
      engine.fold({
        kind: 'emit',
        node: 'source',
        now,
        rows: [{ key: names[i % keys] ?? '', time: now, ports: { record: { value, unit: '%' } } }],
      })
      if (i % 10_000 === 0) engine.seen()
    }
    return { nsPerSample: nsSince(before, samples), outcome: taken.outcome() }
  },
  runLine({ keys, samples }: Stretch): Measured {
    const names = keyNames(keys)
    taken.clear()
    const before = process.cpuUsage()
    for (let i = 0; i < samples; i++) {
      now++
      engine.fold({
        kind: 'emit',
        node: 'source',
        now,
        rows: [{ key: names[i % keys] ?? '', time: now, ports: { value: sampleValue(i) } }],
      })
    }
    return { nsPerSample: nsSince(before, samples), outcome: taken.outcome() }
  },
})
