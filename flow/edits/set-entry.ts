/** Parameters, tests and groups: set whole, each by its name. */
import { badName, type Doer, type Done, type EditOf } from './done.ts'
import type { Draft, Fields } from './draft.ts'
import { before, type Entries, own, withEntry, withoutEntry } from './entry.ts'

type Setting = EditOf<'set-parameter' | 'set-test' | 'set-group'>

const set = (draft: Draft, field: keyof Fields, edit: Setting): Done => {
  const { name, to, after } = edit
  const bad = badName(name, false)
  if (bad) return bad
  const map = draft.field(field) as Entries<unknown> | undefined
  const old = own(map, name)
  draft.setField(field, (to === null ? map && withoutEntry(map, name) : withEntry(map, name, to, after)) as never)
  const place = map && old !== undefined && to === null ? { after: before(map, name) } : {}
  return { inverse: [{ do: edit.do, name, to: old ?? null, ...place } as Setting] }
}

export const setParameter: Doer<'set-parameter'> = (draft, edit) => set(draft, 'parameters', edit)
export const setTest: Doer<'set-test'> = (draft, edit) => set(draft, 'tests', edit)
export const setGroup: Doer<'set-group'> = (draft, edit) => set(draft, 'groups', edit)
