/** One field of a node's config, however deep inside; without a value it goes, and its default holds. */
import type { Node } from '../document.ts'
import type { EditCommand } from '../edit-command.ts'
import type { Json } from '../type.ts'
import { badName, type Doer, noNode, refused } from './done.ts'
import { before, own, pruned, withEntry, withoutEntry } from './entry.ts'

type Path = readonly (string | number)[]
type Tree = { readonly [name: string]: Json }
const nowhere = Symbol('the path leads nowhere')

const isTree = (value: Json | undefined): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** `from` with `to` put in (or taken away) at `path`; what is missing on the way is made. */
const changed = (from: Json | undefined, [step, ...path]: Path, to: Json | undefined): Json | undefined | typeof nowhere => {
  if (step === undefined) return to
  if (typeof step === 'number') {
    const list = from ?? []
    if (!isList(list) || step > list.length || step < 0 || !Number.isInteger(step)) return nowhere
    const item = changed(list[step], path, to)
    if (item === nowhere) return nowhere
    return item === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, item)
  }
  const tree = from ?? {}
  if (!isTree(tree)) return nowhere
  const field = changed(own(tree, step), path, to)
  if (field === nowhere) return nowhere
  return field === undefined ? (withoutEntry(tree, step) ?? {}) : withEntry(tree, step, field)
}

const at = (from: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>(
    (value, step) => (typeof step === 'number' ? (isList(value) ? value[step] : undefined) : isTree(value) ? own(value, step) : undefined),
    from,
  )

/** Undone at the same path where the value was only replaced; else by the whole field, at its place. */
const undoing = (node: string, config: Tree, path: Path, to: Json | undefined): EditCommand['edits'][number] => {
  const old = at(config, path)
  if (old !== undefined && to !== undefined) return { do: 'set-config', node, path: [...path], to: old }
  const [field = ''] = path
  const whole = own(config, String(field))
  if (whole === undefined) return { do: 'set-config', node, path: [field] }
  return { do: 'set-config', node, path: [field], to: whole, after: before(config, String(field)) }
}

export const setConfig: Doer<'set-config'> = (draft, { node: name, path, to, after }) => {
  const node = draft.node(name)
  if (node === undefined) return noNode(name)
  const bad = path.map((step) => (typeof step === 'string' ? badName(step, false) : undefined)).find((one) => one !== undefined)
  if (bad) return bad
  const config = node.config ?? {}
  const [field] = path
  const one = path.length === 1 && to !== undefined && typeof field === 'string'
  const next = one ? withEntry(config, field, to, after) : changed(config, path, to)
  if (next === nowhere || (next !== undefined && !isTree(next))) {
    return refused([name, 'config', ...path].join('.'), { en: 'this field is not there any more', zh: '该字段已不存在' })
  }
  draft.put(name, pruned<Node>({ ...node, config: next && Object.keys(next).length > 0 ? (next as Node['config']) : undefined }))
  const whole = path.length === 0
  return {
    inverse: [
      whole ? { do: 'set-config', node: name, path: [], ...(node.config && { to: node.config }) } : undoing(name, config, path, to),
    ],
  }
}
