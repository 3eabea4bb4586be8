/** A source's row: its ports, each judged for lateness, become the samples of its wires. */
import type { PlanNode, PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'
import { keep, look } from './keep.ts'

export const source = (frame: Frame, node: PlanNode): string[] => [
  `if (s === ${frame.node(node)}) {`,
  ...[...node.outputs, ...(node.error ? [node.error] : [])].flatMap((wire) => port(frame, node, wire)),
  '}',
]

const port = (frame: Frame, node: PlanNode, wire: PlanWire): string[] => {
  const w = frame.wire(wire)
  const newest = frame.kept(`newest ${wire.index}`, frame.machine.newest(wire))
  return [
    `let y${w} = ${frame.read('p', node, wire.port)}`,
    `if (y${w} !== undefined) late${w}: {`,
    'let q = 0, t = time',
    `if (y${w} instanceof Sample) { q = inner(y${w}.quality); if (y${w}.time === y${w}.time) t = y${w}.time; y${w} = y${w}.value }`,
    `if (t < ${newest}.of[k]) { lateness.count++; ${wire.lateable ? `l${w} = true` : `break late${w}`} } else ${newest}.of[k] = t`,
    ...value(wire, w, `y${w}`),
    `a${w} = true; q${w} = q; t${w} = t`,
    ...keep(frame, wire),
    ...(wire === node.error ? look(frame, wire) : []),
    '}',
  ]
}

/** Sets a wire's value from a given one, and `q` to Bad where it is none. The plus tells V8 that it is a number: it then stays unboxed. */
export const value = ({ numeric }: PlanWire, w: number, y: string, q = 'q'): string[] =>
  numeric
    ? [`if (${q} >= -1) { if (typeof ${y} === 'number' && ${y} - ${y} === 0) v${w} = +${y}; else ${q} = notNumber(${y}) }`]
    : [`v${w} = ${q} < -1 ? undefined : ${y}`]
