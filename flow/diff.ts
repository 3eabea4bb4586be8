/** What changed between two documents in meaning: what a deploy dialog lists and `millrace diff` prints. Where nodes stand is told apart. */
import { became, type Change, change } from './diff/change.ts'
import { entries } from './diff/fields.ts'
import { nodeChanges } from './diff/node.ts'
import type { FlowDocument, Node } from './document.ts'
import { applyEdits } from './edit.ts'
import type { Edit } from './edit-command.ts'
import { same } from './same.ts'
import type { Words } from './words.ts'

export interface Difference {
  /** What runs differently. */
  readonly logic: readonly Change[]
  /** Moved nodes, frames, notes and texts: nothing of it runs. */
  readonly drawing: readonly Change[]
}

const renames = (from: FlowDocument, to: FlowDocument): readonly Extract<Edit, { do: 'rename-node' }>[] =>
  Object.entries(to.nodes).flatMap(([name, { was }]) => {
    const moved = was !== undefined && Object.hasOwn(from.nodes, was) && !Object.hasOwn(to.nodes, was) && !Object.hasOwn(from.nodes, name)
    return moved ? [{ do: 'rename-node', from: was, to: name, was: null } as const] : []
  })

const nodes = (from: FlowDocument, to: FlowDocument): readonly Change[] => {
  const own = (map: FlowDocument['nodes'], name: string): Node | undefined => (Object.hasOwn(map, name) ? map[name] : undefined)
  return [...new Set([...Object.keys(from.nodes), ...Object.keys(to.nodes)])].flatMap((name) => {
    const [before, after] = [own(from.nodes, name), own(to.nodes, name)]
    if (before && after) return nodeChanges(name, before, after)
    if (after)
      return [
        change('node-added', name, undefined, after.is, { en: `${name} (${after.is}) is new`, zh: `新增 ${name}(${after.is})` }, name),
      ]
    const is = before?.is ?? ''
    return [change('node-removed', name, is, undefined, { en: `${name} (${is}) is gone`, zh: `删除 ${name}(${is})` }, name)]
  })
}

type Field = keyof FlowDocument

const section = (what: Change['what'], called: Words, field: Field, from: FlowDocument, to: FlowDocument): readonly Change[] =>
  entries(from[field], to[field]).flatMap(([name, before, after]) => {
    if (same(before, after)) return []
    const says = became(name, before, after)
    return [change(what, `${field}.${name}`, before, after, { en: `${called.en} ${says.en}`, zh: `${called.zh} ${says.zh}` })]
  })

const head = (fields: readonly Field[], what: Change['what'], from: FlowDocument, to: FlowDocument): readonly Change[] =>
  entries(from, to).flatMap(([field, before, after]) =>
    !fields.includes(field as Field) || same(before, after) ? [] : [change(what, field, before, after, became(field, before, after))],
  )

const moved = (from: FlowDocument, to: FlowDocument): readonly Change[] => {
  const names = entries(from.layout, to.layout).flatMap(([name, before, after]) => (before && after && !same(before, after) ? [name] : []))
  if (names.length === 0) return []
  return [
    change('moved', 'layout', undefined, names, {
      en: `${names.length} moved: ${names.slice(0, 5).join(', ')}`,
      zh: `移动 ${names.length} 个节点:${names.slice(0, 5).join('、')}`,
    }),
  ]
}

/** From the first to the second. */
export const diffFlows = (before: FlowDocument, to: FlowDocument): Difference => {
  const called = renames(before, to)
  const done = applyEdits(before, { says: { en: 'Rename', zh: '重命名' }, edits: [...called] })
  const from = 'document' in done ? done.document : before
  const changes = [
    ...('document' in done ? called : []).map(({ from, to }) =>
      change('node-renamed', to, from, to, { en: `${from} is now called ${to}`, zh: `${from} 更名为 ${to}` }, to),
    ),
    ...head(['name', 'delivery', 'keys'], 'flow', from, to),
    ...section('parameter', { en: 'parameter', zh: '参数' }, 'parameters', from, to),
    ...section('flow', { en: 'input', zh: '输入' }, 'inputs', from, to),
    ...section('flow', { en: 'output', zh: '输出' }, 'outputs', from, to),
    ...nodes(from, to),
    ...section('test', { en: 'test', zh: '测试' }, 'tests', from, to),
  ]
  return {
    logic: changes.filter(({ what }) => what !== 'says'),
    drawing: [
      ...head(['says'], 'says', from, to),
      ...changes.filter(({ what }) => what === 'says'),
      ...section('group', { en: 'group', zh: '分组' }, 'groups', from, to),
      ...moved(from, to),
    ],
  }
}
