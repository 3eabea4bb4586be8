/** A sink twenty times too slow: memory over time, and whether every sample is accounted for. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Arm, openArm } from '../arm.ts'
import { figure } from '../figure.ts'
import { rssMb } from '../process.ts'
import { spreadOf } from '../statistics.ts'
import type { Suite } from '../suite.ts'
import { type Account, type Flooded, rate, times } from './overload.ts'

export const overload: Suite = {
  name: 'overload',
  gives: ['overload.'],
  says: `A source of ${rate.toLocaleString('en')} samples/s that can't wait, and a sink that takes a ${times}th of them, for 60 s; both sides at once.
\`overload.rssGrowth\`: resident memory in the last sixth of that time over what it was when the first half was over; \`overload.rssWhole\`: over the second sixth, while the queues still fill up.
\`overload.uncounted\`: once the flood is over and the sink fast again, samples that were sent and neither taken nor counted as dropped.
\`overload.untold\`: the same at the end of the flood, when what waits is told, too: Node-RED keeps all that its sink has not taken in memory and tells it nowhere.`,

  async run({ seconds }) {
    const [ours, peer] = [await openArm('./overload/millrace.ts'), await openArm('./overload/node-red.ts')]
    const sides = await Promise.all([flooded(ours, seconds), flooded(peer, seconds)])
    await Promise.all([ours.end(), peer.end()])
    const [a, b] = sides
    return [
      figure('overload.rssGrowth', '× RSS half-way', 'median', [a.late / a.half], [b.late / b.half]),
      figure('overload.rssWhole', '× RSS early on', 'median', [a.late / a.early], [b.late / b.early]),
      figure('overload.rss', 'MB', 'median', [a.late], [b.late]),
      figure('overload.uncounted', 'samples', 'median', [uncounted(a.after)], [uncounted(b.after)]),
      figure('overload.untold', 'samples', 'median', [uncounted(a.during)], [uncounted(b.during)]),
    ]
  },
}

const uncounted = ({ sent, taken, dropped, waiting }: Account): number => Math.abs(sent - taken - dropped - waiting)

const flooded = async (arm: Arm, seconds: number) => {
  const rss: number[] = []
  const timer = setInterval(() => rss.push(rssMb(arm.pid)), (seconds * 1_000) / 60)
  const flood = arm.ask<Flooded>('flood', { seconds })
  await sleep(seconds * 1_000)
  clearInterval(timer)
  const { during, after } = await flood
  for (const { sent, taken, dropped, waiting } of [during, after])
    process.stderr.write(`  ${sent} sent, ${taken} taken, ${dropped} dropped, ${waiting} waiting\n`)
  process.stderr.write(`  MB: ${rss.map(Math.round).join(' ')}\n`)
  const middle = (from: number, to: number) => spreadOf(rss.slice(Math.floor(rss.length * from), Math.ceil(rss.length * to))).median
  return { during, after, early: middle(1 / 6, 1 / 3), half: middle(0.45, 0.55), late: middle(5 / 6, 1) }
}
