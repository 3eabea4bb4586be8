/** What the flow says of itself: its name, how it delivers, its ways in and out. */
import { FlowDocument } from '../document.ts'
import type { Json } from '../type.ts'
import { type Doer, refused } from './done.ts'

const empty = (value: Json | undefined): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

export const setFlow: Doer<'set-flow'> = (draft, { field, to }) => {
  const value = empty(to) || (field === 'delivery' && to === 'live') ? undefined : to
  const read = FlowDocument.shape[field].safeParse(value)
  if (!read.success) return refused(field, { en: 'this cannot stand here', zh: '此处不能使用该值' })
  const old = draft.field(field) as Json | undefined
  draft.setField(field, value as never)
  return { inverse: [{ do: 'set-flow', field, ...(old !== undefined && { to: old }) }] }
}
