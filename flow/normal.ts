/** A document without what need not be written: empty groups and defaults. Everything that is read comes in this form. */
import type { FlowDocument, Node } from './document.ts'

const empty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

const without = <T extends object>(value: T, fields: readonly (keyof T)[]): T => {
  const gone = fields.filter((field) => Object.hasOwn(value, field) && (value[field] === undefined || empty(value[field])))
  if (gone.length === 0) return value
  return Object.fromEntries(Object.entries(value).filter(([field]) => !gone.includes(field as keyof T))) as T
}

export const normalNode = (node: Node): Node => without(node, ['was', 'says', 'in', 'config'])

export const normal = (document: FlowDocument): FlowDocument => {
  const flow = without(document, ['says', 'delivery', 'keys', 'parameters', 'inputs', 'outputs', 'tests', 'groups', 'layout'])
  const { delivery, ...rest } = flow
  const nodes = Object.entries(flow.nodes)
  const same = nodes.every(([, node]) => normalNode(node) === node)
  const plain = delivery === 'live' ? rest : flow
  return same ? plain : { ...plain, nodes: Object.fromEntries(nodes.map(([name, node]) => [name, normalNode(node)])) }
}
