/** A figure of a benchmark: what this product and its peer took in the same run; for all of them less is better. */
import { type Spread, spreadOf } from './statistics.ts'

export interface Figure {
  readonly name: string
  readonly unit: string
  readonly value: Spread
  readonly peer?: Spread
  /** Which of a figure's rounds stands for it: work is told by the round that was disturbed the least, what people wait for by the middle one. */
  readonly by: 'least' | 'median'
}

export const figure = (name: string, unit: string, by: Figure['by'], ours: readonly number[], peer: readonly number[] = []): Figure => ({
  name,
  unit,
  by,
  value: spreadOf(ours),
  ...(peer.length > 0 && { peer: spreadOf(peer) }),
})

const worth = (spread: Spread, by: Figure['by']): number => (by === 'least' ? spread.min : spread.median)

/** How many times better than the peer: larger is better. Null where there is nothing to divide by. */
export const ratioOf = ({ value, peer, by }: Figure): number | null => {
  if (!peer) return null
  const ratio = worth(peer, by) / worth(value, by)
  return Number.isFinite(ratio) ? ratio : null
}

/** Four digits say all that a measurement knows. */
const short = (value: number): number => Number(value.toPrecision(4))

export const jsonLine = (figure: Figure): string => {
  const { name, unit, value, peer, by } = figure
  const ratio = ratioOf(figure)
  return JSON.stringify({
    name,
    value: short(worth(value, by)),
    unit,
    peer: 'node-red',
    peerValue: peer ? short(worth(peer, by)) : null,
    ratio: ratio === null ? null : short(ratio),
  })
}
