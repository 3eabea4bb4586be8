/** Everywhere a document names a node: wires, outputs, tests, groups. */
import type { Group, Input, Step } from '../document.ts'
import type { Edit } from '../edit-command.ts'
import type { Draft } from './draft.ts'
import { type Entries, pruned } from './entry.ts'

export type Naming = (text: string) => string

/** `a`, `a.port` and, where it is a subflow, `a/inner`. */
const names = (text: string, node: string): boolean => text.startsWith(node) && [undefined, '.', '/'].includes(text[node.length])

export const naming =
  (from: string, to: string): Naming =>
  (text) =>
    names(text, from) ? to + text.slice(from.length) : text

export const inInput = (input: Input, named: Naming): Input =>
  typeof input === 'string' ? named(input) : 'from' in input ? { ...input, from: named(input.from) } : input

const inStep = (step: Step, named: Naming): Step =>
  Object.fromEntries(
    Object.entries(step).map(([field, value]) => {
      const holds = field === 'feed' || field === 'expect' || field === 'reply' || (field === 'node' && 'command' in step)
      return [field, holds && typeof value === 'string' ? named(value) : value]
    }),
  ) as Step

export const inSteps = (steps: Step[], named: Naming): Step[] => steps.map((step) => inStep(step, named))

export const inGroup = (group: Group, named: Naming): Group => pruned<Group>({ ...group, nodes: group.nodes?.map(named) })

/** The entries of `map` that name `node`. */
const entriesThatName = <V>(
  map: Entries<V> | undefined,
  node: string,
  visit: (value: V, look: Naming) => unknown,
): readonly (readonly [string, V])[] =>
  Object.entries(map ?? {}).filter(([, value]) => {
    let found = false
    visit(value, (text) => {
      found ||= names(text, node)
      return text
    })
    return found
  })

/** Edits that put back what names a node that is not there: an undo of adding one of that name must leave it as it was. */
export const danglers = (draft: Draft, name: string): readonly Edit[] => {
  const outputs = draft.field('outputs')
  return [
    ...draft
      .fedBy(name)
      .flatMap((node) =>
        entriesThatName(draft.node(node)?.in, name, inInput).map(([input, to]): Edit => ({ do: 'set-input', node, input, to })),
      ),
    ...entriesThatName(draft.field('tests'), name, inSteps).map(([test, to]): Edit => ({ do: 'set-test', name: test, to })),
    ...entriesThatName(draft.field('groups'), name, inGroup).map(([group, to]): Edit => ({ do: 'set-group', name: group, to })),
    ...(outputs && entriesThatName(outputs, name, (wire, look) => look(wire)).length > 0
      ? [{ do: 'set-flow', field: 'outputs', to: outputs } as const]
      : []),
  ]
}
