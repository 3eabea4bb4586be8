/** A draft as it lies on disk, so that undo lives on after a reload and a restart. */
import { z } from '@millrace/flow'
import { FlowDocument } from '@millrace/flow/document.ts'
import { EditCommand } from '@millrace/flow/edit-command.ts'
import type { History } from './history.ts'

export interface Kept {
  readonly history: History
  /** Of the flow's file before this was written to it: with another one it was written, by us or by somebody else. */
  readonly revision: string
}

const shape = z.object({
  history: z.object({
    rev: z.number().int(),
    document: FlowDocument,
    undo: z.array(EditCommand),
    redo: z.array(EditCommand),
    taken: z.array(z.tuple([z.string(), z.number()])),
    done: z.array(EditCommand),
  }),
  revision: z.string(),
})

/** undefined where it is none. What stands there is given as it is: zod's own copy would lose the order of names. */
export const readKept = (text: string): Kept | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return shape.safeParse(value).success ? (value as Kept) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
