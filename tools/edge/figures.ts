/** What the edge form weighs and how it starts, next to the whole that it was made of. */
import { join } from 'node:path'
import { pinnedNode } from '../../runtime/pinned-node.mjs'
import { root } from '../root.ts'
import { installMegabytes } from './install.ts'
import { fileMegabytes, megabytesBelow } from './size.ts'
import { starts } from './start.ts'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer?: string
  readonly peerValue?: number | undefined
  /** Of several runs. */
  readonly least?: number
  readonly most?: number
}

const ROUNDS = 9

/** Zero where the system does not tell. */
const OF_A_START = [
  { name: 'edge.start', unit: 'ms', of: 'ms' },
  { name: 'edge.start.cpu', unit: 'ms', of: 'cpu' },
  { name: 'edge.rss', unit: 'MB', of: 'rss' },
] as const

/** `ours`: it is for machines like this one; only then can it be started here, if that is wanted too. */
export async function* figures(folder: string, ours: boolean, starting: boolean): AsyncGenerator<Figure> {
  const parts = ['lib', 'node_modules'].map((part) => [part, megabytesBelow(join(folder, part))] as const)
  const size = megabytesBelow(folder, ['node', 'node.exe'])
  yield { name: 'edge.size', value: size, unit: 'MB', peer: 'install', peerValue: installMegabytes() }
  for (const [part, value] of parts) yield { name: `edge.size.${part}`, value, unit: 'MB' }
  if (!ours) return
  yield { name: 'edge.sizeWithNode', value: size + fileMegabytes(pinnedNode()), unit: 'MB' }
  if (!starting) return
  const [edge = [], checkout = []] = await starts([join(folder, 'millrace.mjs'), join(root, 'runtime/millrace.mjs')], ROUNDS)
  for (const { name, unit, of } of OF_A_START) {
    const values = edge.map((run) => run[of]).sort((a, b) => a - b)
    const peerValue = median(checkout.map((run) => run[of]))
    if (median(values) > 0)
      yield { name, value: median(values), unit, peer: 'checkout', peerValue, least: values[0] ?? 0, most: values.at(-1) ?? 0 }
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const round = (value: number): number => Number(value.toPrecision(3))

/** `ratio`: how many times better than the peer. */
export const line = ({ name, value, unit, peer, peerValue, least, most }: Figure): string =>
  JSON.stringify({
    name,
    value: round(value),
    unit,
    ...(peer !== undefined && peerValue !== undefined && { peer, peerValue: round(peerValue), ratio: round(peerValue / value) }),
    ...(least !== undefined && most !== undefined && { min: round(least), max: round(most) }),
  })

export const row = ({ name, value, unit, peer, peerValue, least, most }: Figure): string =>
  [
    name.padEnd(24),
    `${round(value)} ${unit}`.padEnd(10),
    least === undefined || most === undefined ? '' : `min ${round(least)}, max ${round(most)}`,
    peer === undefined || peerValue === undefined ? '' : `${peer} ${round(peerValue)} ${unit}`,
  ]
    .filter((word) => word !== '')
    .join('  ')
