/** The chain in Node-RED's runtime, in a process of its own. */
import { type FlowNode, type Made, type PeerNode, startPeer } from '../peer/runtime.ts'
import { serve } from '../serve.ts'
import { peerChain, peerLine } from './chain.ts'
import { keyNames, limit, type Measured, nsSince, type Stretch, sampleValue, Taken } from './samples.ts'

const taken = new Taken()
let source: PeerNode | undefined
let waiting: { left: number; readonly over: () => void } | undefined

const own: Readonly<Record<string, Made>> = {
  'bench-feed': (node) => {
    source = node
  },
  'bench-take': (node) => {
    node.on('input', ({ topic, payload }, _send, done) => {
      taken.take(topic ?? '', payload as number)
      done()
      if (waiting && --waiting.left === 0) waiting.over()
    })
  },
}

const load = async (flows: readonly FlowNode[]): Promise<void> => {
  await startPeer(flows, own)
}

/** Sends messages in bursts, each when the one before has gone through: nothing piles up. `comes` tells which reach the sink. */
const run = async ({ keys, samples, burst }: Stretch, payload: (i: number) => unknown, comes: (i: number) => boolean) => {
  const names = keyNames(keys)
  taken.clear()
  const before = process.cpuUsage()
  for (let from = 0; from < samples; from += burst) {
    const to = Math.min(samples, from + burst)
    let left = 0
    for (let i = from; i < to; i++) if (comes(i)) left++
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting = left === 0 ? undefined : { left, over: resolve }
    for (let i = from; i < to; i++) source?.send({ topic: names[i % keys] ?? '', payload: payload(i) })
    if (waiting) await promise
  }
  return { nsPerSample: nsSince(before, samples), outcome: taken.outcome() } satisfies Measured
}

serve({
  chain: () => load(peerChain),
  line: ({ nodes }: { readonly nodes: number }) => load(peerLine(nodes)),
  run: (order: Stretch) =>
    run(
      order,
      (i) => ({ value: sampleValue(i), unit: '%' }),
      (i) => sampleValue(i) >= limit,
    ),
  runLine: (order: Stretch) => run(order, sampleValue, () => true),
})
