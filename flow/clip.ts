/** Copy and paste as text that people can read, mail and keep: the copied nodes as a small flow document. */
import { type FlowDocument, type Input, type Node, wireFrom } from './document.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import { inInput, naming } from './edits/mentions.ts'
import { type Fault, fault } from './fault.ts'
import { freeName } from './name.ts'
import { readFlow } from './read.ts'
import type { Words } from './words.ts'
import { writeFlow } from './write.ts'

const own = <V>(map: Readonly<Record<string, V>> | undefined, name: string): V | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined

const picked = <V>(map: Readonly<Record<string, V>> | undefined, take: (name: string, value: V) => boolean): Record<string, V> =>
  Object.fromEntries(Object.entries(map ?? {}).filter(([name, value]) => take(name, value)))

/** Names of the parameters that a node follows, in its config and at its inputs. */
const parametersOf = (part: unknown): readonly string[] => {
  if (typeof part !== 'object' || part === null) return []
  if ('parameter' in part && typeof part.parameter === 'string') return [part.parameter]
  return Object.values(part).flatMap(parametersOf)
}

/** The nodes of these names, with their wires, places, groups and the parameters that they follow. */
export const copyNodes = (document: FlowDocument, names: Iterable<string>): string => {
  const wanted = new Set(names)
  const nodes = picked(document.nodes, (name) => wanted.has(name))
  const followed = new Set(Object.values(nodes).flatMap((node) => parametersOf({ in: node.in, config: node.config })))
  return writeFlow({
    millrace: 1,
    name: document.name,
    parameters: picked(document.parameters, (name) => followed.has(name)),
    nodes: Object.fromEntries(Object.entries(nodes).map(([name, { was: _was, ...node }]) => [name, node])),
    groups: picked(
      document.groups,
      (_name, group) => (group.nodes?.length ?? 0) > 0 && (group.nodes ?? []).every((name) => wanted.has(name)),
    ),
    layout: picked(document.layout, (name) => wanted.has(name)),
  })
}

export interface Pasting {
  /** Where the upper left corner of what is pasted comes; a little beside the original where it is left out. */
  readonly at?: readonly [number, number]
}

export type Pasted = { readonly command: EditCommand; readonly names: readonly string[] } | { readonly faults: readonly Fault[] }

/** Wires inside stay; wires from outside stay where such a node exists; names that are taken get a number. */
export const pasteNodes = (document: FlowDocument, text: string, { at }: Pasting = {}): Pasted => {
  const { document: clip, faults } = readFlow(text)
  if (clip === undefined) return { faults }
  const names = Object.keys(clip.nodes)
  if (names.length === 0) return { faults: [fault('edit-refused', 'nodes', { why: { en: 'there is no node in it', zh: '其中没有节点' } })] }
  const taken = new Set(Object.keys(document.nodes))
  const fresh = new Map<string, string>()
  for (const name of names) {
    const free = freeName(name, (one) => taken.has(one))
    taken.add(free)
    fresh.set(name, free)
  }
  const parameters = Object.entries(clip.parameters ?? {}).filter(([name]) => own(document.parameters, name) === undefined)
  const places = Object.values(clip.layout ?? {})
  const corner = [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))] as const
  const by = at && places.length > 0 ? [at[0] - corner[0], at[1] - corner[1]] : [40, 40]
  const edits: Edit[] = [
    ...parameters.map(([name, to]): Edit => ({ do: 'set-parameter', name, to })),
    ...names.map((name): Edit => {
      const place = own(clip.layout, name)
      const node = rewired(clip.nodes[name] as Node, fresh, document)
      return {
        do: 'add-node',
        name: fresh.get(name) ?? name,
        node,
        ...(place && { at: [place[0] + (by[0] ?? 0), place[1] + (by[1] ?? 0)] }),
      }
    }),
    ...Object.entries(clip.groups ?? {}).map(([name, group]): Edit => {
      const free = freeName(name, (one) => own(document.groups, one) !== undefined)
      return {
        do: 'set-group',
        name: free,
        to: { ...group, ...(group.nodes && { nodes: group.nodes.map((one) => fresh.get(one) ?? one) }) },
      }
    }),
  ]
  return { command: { says: saying(names.length), edits }, names: [...fresh.values()] }
}

const saying = (count: number): Words => ({ en: count === 1 ? 'Paste a node' : `Paste ${count} nodes`, zh: `粘贴 ${count} 个节点` })

const rewired = (node: Node, fresh: ReadonlyMap<string, string>, document: FlowDocument): Node => {
  const inputs = Object.entries(node.in ?? {}).flatMap(([name, input]): [string, Input][] => {
    const from = wireFrom(input)?.node
    if (from === undefined) return [[name, input]]
    const inside = fresh.get(from)
    if (inside !== undefined) return [[name, inInput(input, naming(from, inside))]]
    return Object.hasOwn(document.nodes, from) ? [[name, input]] : []
  })
  const { in: _in, ...rest } = node
  return inputs.length > 0 ? { ...rest, in: Object.fromEntries(inputs) } : rest
}
