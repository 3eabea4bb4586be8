/** The library's reference: one page a family in English and Chinese, and a list of all, written from the definitions themselves. */
import type { Library } from '@millrace/flow'
import { type ConnectionSpec, catalogueOf, type NodeSpec } from '@millrace/flow/catalogue.ts'
import { connectionSection, nodeSection } from './docs/section.ts'
import { cell, table } from './docs/table.ts'

/** Paths below `docs/nodes/` and their texts. */
export const writeNodeDocs = (library: Library): ReadonlyMap<string, string> => {
  const { nodes, connections } = catalogueOf(library)
  const specs = [...nodes.values()].sort(byName)
  const families = new Map<string, { readonly nodes: NodeSpec[]; readonly connections: ConnectionSpec[] }>()
  const family = (name: string) => {
    const held = families.get(name) ?? { nodes: [], connections: [] }
    families.set(name, held)
    return held
  }
  for (const spec of specs) family(spec.family).nodes.push(spec)
  for (const spec of connections.values()) family(spec.is.slice(0, spec.is.indexOf('/'))).connections.push(spec)
  const pages = [...families].sort().map(([name, held]) => [`${name}.md`, familyPage(name, held)] as const)
  return new Map([['README.md', listPage(specs)], ...pages])
}

const byName = (a: NodeSpec, b: NodeSpec) => (a.is < b.is ? -1 : 1)

const familyPage = (name: string, held: { readonly nodes: readonly NodeSpec[]; readonly connections: readonly ConnectionSpec[] }): string =>
  [`# ${name}`, ...held.connections.map(connectionSection), ...held.nodes.map(nodeSection)].join('\n\n').concat('\n')

const listPage = (specs: readonly NodeSpec[]): string => {
  const rows = specs.map(({ is, family, title, doc }) => {
    const anchor = is.replaceAll('/', '').toLowerCase()
    return [`[\`${is}\`](${family}.md#${anchor})`, cell(title), cell(doc)]
  })
  return [
    '# Nodes · 节点',
    `${specs.length} nodes. These pages are written from the definitions.`,
    table(['is', 'Node · 节点', ''], rows),
    '',
  ].join('\n\n')
}
