/** Everything that can be wrong with a flow, found before it runs. The editor and the runtime both ask here. */
import { allPorts, assemble, type NodePorts } from './check/assemble.ts'
import type { Project } from './check/config.ts'
import { type Flows, flatten } from './check/flatten.ts'
import { Found } from './check/found.ts'
import { readNodes } from './check/known.ts'
import { learnAll } from './check/learnt.ts'
import { checkLoops } from './check/loops.ts'
import { checkNames } from './check/names.ts'
import { checkOutputs } from './check/outputs.ts'
import { checkParameters } from './check/parameter.ts'
import { checkTests } from './check/tests.ts'
import { checkTriggers } from './check/triggers.ts'
import { typeAll } from './check/type-all.ts'
import type { Wired } from './check/typing.ts'
import { checkWires, lead } from './check/wires.ts'
import type { CheckedFlow } from './checked.ts'
import type { FlowDocument } from './document.ts'
import type { Fault } from './fault.ts'

export interface Checking extends Project {
  /** The other flows of the project, for `is: subflow/NAME`. */
  readonly flows?: Flows
}

export interface Checked {
  /** In the document's order. */
  readonly faults: readonly Fault[]
  /** There where nothing is wrong. */
  readonly flow?: CheckedFlow
  /** Of every node whose kind is known, be it right or wrong, and of subflows as they stand in the document. */
  readonly ports: ReadonlyMap<string, NodePorts>
}

export const check = (document: FlowDocument, checking: Checking): Checked => {
  const found = new Found()
  checkParameters(document, found)
  checkNames(document, found)
  const flat = flatten(document, checking.flows, found)
  const known = readNodes(document, flat, checking, found)
  const wired = flat.nodes.map((node, i): Wired | undefined => {
    const read = known.nodes[i]
    return read && { flat: { ...node, in: checkWires(node, read.ports, known, found) }, read }
  })
  const borders = flat.borders.filter(({ input, rank }) => lead(rank, input, known, found))
  const converters = { catalogue: checking.catalogue, taken: (name: string) => Object.hasOwn(document.nodes, name) }
  const order = checkLoops(wired, known.places, converters, found)
  const typed = typeAll(order, wired, borders, known, converters, found)
  const configs = learnAll(flat, known, typed, checking, found)
  checkTriggers(order, wired, known.places, found)
  checkOutputs(document, flat, known, found)
  checkTests(document, known, found)

  const faults = found.all()
  const ports = allPorts(flat, known, typed)
  return faults.length > 0 ? { faults, ports } : { faults, ports, flow: assemble(document, order, flat, known, typed, configs) }
}
