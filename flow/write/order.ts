/** The order in which a document's parts are written, and which of them stand open over several lines. */
import type { FlowDocument, Node } from '../document.ts'
import { normal } from '../normal.ts'
import type { Json } from '../type.ts'

export type Tree = { readonly [name: string]: Json }

const flowFields = [
  'millrace',
  'name',
  'says',
  'delivery',
  'keys',
  'parameters',
  'inputs',
  'outputs',
  'nodes',
  'tests',
  'groups',
  'layout',
] as const
const nodeFields = ['is', 'was', 'says', 'in', 'config'] as const satisfies readonly (keyof Node)[]

/** Behind a blank line. */
export const apart: ReadonlySet<string> = new Set(['nodes', 'tests', 'groups', 'layout', 'connections', 'roles'])

const sections = new Set(['parameters', 'inputs', 'outputs', 'nodes', 'tests', 'groups', 'layout', 'connections', 'roles'])
const sectionsOfSections = new Set(['nodes', 'tests', 'connections', 'roles'])

/** One entry a line or more: in sections, and in nodes, tests and connections. */
export const isOpen = (path: readonly string[]): boolean =>
  path.length === 1 ? sections.has(path[0] ?? '') : path.length === 2 && sectionsOfSections.has(path[0] ?? '')

/** Fields of a fixed shape come in its order, the layout in that of the nodes, everything else as it stands. */
const pick = (map: object, fields: readonly string[]): Tree =>
  Object.fromEntries(fields.filter((field) => Object.hasOwn(map, field)).map((field) => [field, (map as Tree)[field] as Json]))

export const ordered = (document: FlowDocument): Tree => {
  const flow = normal(document)
  const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([name, node]) => [name, pick(node, nodeFields)]))
  const places = flow.layout
  const layout = places && { ...pick(places, Object.keys(nodes)), ...places }
  return pick({ ...flow, nodes, ...(layout && { layout: pick(layout, Object.keys(layout)) }) }, flowFields)
}
