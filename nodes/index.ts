/** The node library: every node and connection kind, under the name that documents write behind `is:`. */
import type { Definition, Library } from '@millrace/flow'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import each from './flow/each.ts'
import merge from './flow/merge.ts'
import previous from './flow/previous.ts'
import select from './logic/select.ts'
import switchNode from './logic/switch.ts'
import average from './math/average.ts'
import scale from './math/scale.ts'
import onDelay from './time/on-delay.ts'

const nodes: Readonly<Record<string, Definition>> = {
  'flow/each': each,
  'flow/merge': merge,
  'flow/previous': previous,
  'logic/select': select,
  'logic/switch': switchNode,
  'math/average': average,
  'math/scale': scale,
  'time/on-delay': onDelay,
}

const connections: Readonly<Record<string, Connection>> = {}

export const library: Library = {
  nodes: new Map(Object.entries(nodes)),
  connections: new Map(Object.entries(connections)),
}
