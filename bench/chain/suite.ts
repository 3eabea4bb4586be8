/** The six-node chain and a line of 5,000 nodes, in process: CPU time a sample. */
import { type Arm, openArm } from '../arm.ts'
import { type Figure, figure } from '../figure.ts'
import { near, rounds } from '../statistics.ts'
import type { Suite } from '../suite.ts'
import type { Measured, Outcome, Stretch } from './samples.ts'

const turns = 5
/** Both are fastest where samples come in bursts. */
const atOnce = 100
const long = 5_000

export const chain: Suite = {
  name: 'chain',
  gives: ['chain.'],
  says: `Process CPU time a sample, in process, of source → set → scale → switch → moving average → sink, with 1 key and 10,000 keys, ${turns} rounds in turns.
Samples arrive in bursts of ${atOnce}, where both are fastest: here a burst is one entry, as sources make it, in Node-RED each is a message; \`chain.single\` is with 1 key and one sample at a time.
Quality, taps and error capture are on; \`chain.looked\` is \`chain.keys1\` while somebody looks at every wire. Node-RED's moving average is a function node that keeps a ring per topic.
A node that lets all pass, 5,000 in a line, is \`chain.line5000\` (ns a node) and \`chain.line5000.cost\` (times what a node costs in a line of six).
What both sides give is compared first, sample by sample.`,

  async run({ wanted }) {
    const figures: Figure[] = []
    for (const [name, keys, burst, looked] of [
      ['chain.keys1', 1, atOnce, false],
      ['chain.keys10000', 10_000, atOnce, false],
      ['chain.single', 1, 1, false],
      ['chain.looked', 1, atOnce, true],
    ] as const) {
      if (!wanted(name)) continue
      const [ours, peer] = await open('chain', { looked })
      await same(name, [ours, peer], 'run', { keys, samples: 20_000, burst })
      const took = await rounds(
        turns,
        run(ours, 'run', { keys, samples: 1_000_000, burst }),
        run(peer, 'run', { keys, samples: 20_000, burst }),
      )
      await Promise.all([ours.end(), peer.end()])
      figures.push(figure(name, 'ns/sample', 'least', took.ours, took.peers))
    }
    if (wanted('chain.line5000')) figures.push(...(await lines()))
    return figures
  },
}

const open = async (name: string, order: object): Promise<readonly [Arm, Arm]> => {
  const arms = [await openArm('./chain/millrace.ts'), await openArm('./chain/node-red.ts')] as const
  for (const arm of arms) await arm.ask(name, order)
  return arms
}

const lines = async (): Promise<Figure[]> => {
  const perNode: Record<number, { ours: number[]; peers: number[] }> = {}
  for (const [nodes, samples, peerSamples] of [
    [6, 1_000_000, 20_000],
    [long, 2_000, 100],
  ] as const) {
    const [ours, peer] = await open('line', { nodes })
    await same(`a line of ${nodes}`, [ours, peer], 'runLine', { keys: 1, samples: 100, burst: atOnce })
    // The engine's compiler takes its time with so much code.
    if (nodes === long) await ours.ask('runLine', { keys: 1, samples: 5_000, burst: atOnce })
    const took = await rounds(
      turns,
      run(ours, 'runLine', { keys: 1, samples, burst: atOnce }),
      run(peer, 'runLine', { keys: 1, samples: peerSamples, burst: atOnce }),
    )
    await Promise.all([ours.end(), peer.end()])
    perNode[nodes] = { ours: took.ours.map((ns) => ns / nodes), peers: took.peers.map((ns) => ns / nodes) }
  }
  const [short, whole] = [perNode[6], perNode[long]]
  if (!short || !whole) throw new Error('a line was not measured')
  const times = (values: readonly number[], of: readonly number[]) => values.map((ns) => ns / Math.min(...of))
  return [
    figure('chain.line5000', 'ns/node', 'least', whole.ours, whole.peers),
    figure('chain.line5000.cost', '× a node of six', 'least', times(whole.ours, short.ours), times(whole.peers, short.peers)),
  ]
}

const run = (arm: Arm, order: string, stretch: Stretch) => async () => (await arm.ask<Measured>(order, stretch)).nsPerSample

const same = async (what: string, arms: readonly Arm[], order: string, stretch: Stretch) => {
  const outcomes: Outcome[] = []
  for (const arm of arms) outcomes.push((await arm.ask<Measured>(order, stretch)).outcome)
  const [ours, peer] = outcomes
  if (!ours || !peer || !equal(ours, peer)) throw new Error(`${what}: the two sides gave different results`)
}

const equal = (a: Outcome, b: Outcome): boolean =>
  a.count > 0 &&
  a.count === b.count &&
  near(a.sum, b.sum) &&
  a.first.every(([key, value], i) => b.first[i]?.[0] === key && near(value, b.first[i]?.[1] ?? Number.NaN))
