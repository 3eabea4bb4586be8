/** What an edit gives: the edits that undo it, first things first, or why it can't be done. */
import type { Edit } from '../edit-command.ts'
import { type Fault, fault } from '../fault.ts'
import type { Words } from '../words.ts'
import type { Draft } from './draft.ts'

export type Done = { readonly inverse: readonly Edit[] } | { readonly refused: Fault }

export type EditOf<D extends Edit['do']> = Extract<Edit, { readonly do: D }>

export type Doer<D extends Edit['do']> = (draft: Draft, edit: EditOf<D>) => Done

export const refused = (at: string, why: Words): Done => ({ refused: fault('edit-refused', at, { why }) })

export const noNode = (name: string): Done => refused(name, { en: `there is no node "${name}" any more`, zh: `节点 "${name}" 已不存在` })

const unsafe = new Set(['', '__proto__', 'constructor', 'prototype'])

/** Why a new entry can't have this name. Whether it is a good name is `check`'s affair: an undo must be able to bring back a bad one. */
export const badName = (name: string, taken: boolean): Done | undefined => {
  if (unsafe.has(name) || name.length > 200) return { refused: fault('bad-name', name, { name }) }
  return taken ? refused(name, { en: `"${name}" is taken already`, zh: `名称 "${name}" 已被使用` }) : undefined
}
