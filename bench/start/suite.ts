/** Start-up, memory of idle flows, deploys. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openArm } from '../arm.ts'
import { type Figure, figure } from '../figure.ts'
import { type Broker, startBroker } from '../mqtt/broker.ts'
import { rssMb } from '../process.ts'
import { makeProject, type Product, runFolder } from '../product.ts'
import { rounds } from '../statistics.ts'
import type { Options, Suite } from '../suite.ts'
import type { Deployed } from './deploy.ts'
import { firstSample } from './first-sample.ts'
import { peerTenNodes, tenNodes } from './flows.ts'

const turns = 3
const many = 500
const settleMs = 5_000
const sizes = [100, 1_000, 5_000] as const

export const start: Suite = {
  name: 'start',
  gives: ['start.', 'idle.', 'deploy.'],
  says: `\`start.firstSample\`: from the start of the process until a message that lies retained at the broker has gone through a flow of ten nodes and come out again; here \`millrace run\` of a project with a release.
\`idle.rss\`: resident memory ${settleMs / 1_000} s later. \`idle.flows${many}\`: what ${many} flows of ten nodes take above that, between topics of the one broker that nobody publishes to.
\`deploy.N\`: CPU time of the runtime for a deploy that changes one node of a line of N nodes, here from the changed document on, with its release and the check of all flows; \`deploy.N.gap\`: the longest silence of another flow meanwhile, which beats every 10 ms.
Node-RED deploys what it calls modified flows. ${turns} rounds in turns (memory: ${turns} fresh processes), ${turns * 2} for deploys.`,

  async run(options) {
    const figures: Figure[] = []
    if (['start.firstSample', 'idle.rss', `idle.flows${many}`].some(options.wanted)) {
      const broker = await startBroker()
      figures.push(...(await idle(broker, options)))
      await broker.stop()
    }
    for (const nodes of sizes) if (options.wanted(`deploy.${nodes}`)) figures.push(...(await deploys(nodes)))
    return figures
  },
}

interface Started {
  readonly ms: number
  readonly mb: number
}

const idle = async (broker: Broker, { wanted }: Options): Promise<Figure[]> => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `idle${i}`)
  const projectOf = (count: number) =>
    makeProject(Object.fromEntries(names(count).map((name) => [name, tenNodes(`ours/${name}`)])), broker.url)
  const ours = (folder: string) => started(broker, 'ours/idle0', async () => runFolder(folder))
  const peer = (count: number) =>
    started(broker, 'idle0', async () => {
      const arm = await openArm('./peer/serve-flows.ts')
      await arm.ask('start', { flows: peerTenNodes(names(count), broker.port) })
      return arm
    })
  const one = projectOf(1)
  // Makes its first release.
  await ours(one)
  const single = await rounds(
    turns,
    () => ours(one),
    () => peer(1),
  )
  const figures = [
    figure(
      'start.firstSample',
      'ms',
      'median',
      single.ours.map(({ ms }) => ms),
      single.peers.map(({ ms }) => ms),
    ),
    figure(
      'idle.rss',
      'MB',
      'median',
      single.ours.map(({ mb }) => mb),
      single.peers.map(({ mb }) => mb),
    ),
  ].filter(({ name }) => wanted(name))
  if (!wanted(`idle.flows${many}`)) return figures
  const all = projectOf(many)
  await ours(all)
  const whole = await rounds(
    turns,
    () => ours(all),
    () => peer(many),
  )
  const above = (side: readonly Started[], empty: readonly Started[]) => {
    const base = figure(
      '',
      '',
      'median',
      empty.map(({ mb }) => mb),
    ).value.median
    return side.map(({ mb }) => mb - base)
  }
  return [...figures, figure(`idle.flows${many}`, 'MB', 'median', above(whole.ours, single.ours), above(whole.peers, single.peers))]
}

const started = async (broker: Broker, prefix: string, open: () => Promise<Pick<Product, 'pid' | 'end'>>): Promise<Started> => {
  let side: Pick<Product, 'pid' | 'end'> | undefined
  const ms = await firstSample(broker.url, prefix, async () => {
    side = await open()
  })
  await sleep(settleMs)
  if (!side) throw new Error(`${prefix} did not start`)
  const mb = rssMb(side.pid)
  await side.end()
  return { ms, mb }
}

const deploys = async (nodes: number): Promise<Figure[]> => {
  const [ours, peer] = [await openArm('./start/deploy-millrace.ts'), await openArm('./start/deploy-node-red.ts')]
  for (const arm of [ours, peer]) await arm.ask('load', { nodes })
  await sleep(500)
  let to = 100
  const took = await rounds(
    turns * 2,
    () => ours.ask<Deployed>('deploy', { nodes, to: ++to }),
    () => peer.ask<Deployed>('deploy', { nodes, to: ++to }),
  )
  await Promise.all([ours.end(), peer.end()])
  return [
    figure(
      `deploy.${nodes}`,
      'ms',
      'median',
      took.ours.map(({ ms }) => ms),
      took.peers.map(({ ms }) => ms),
    ),
    figure(
      `deploy.${nodes}.gap`,
      'ms',
      'median',
      took.ours.map(({ gapMs }) => gapMs),
      took.peers.map(({ gapMs }) => gapMs),
    ),
  ]
}
