/** A config field that holds an expression: written as text, read into something that runs. */
import { z } from '@millrace/flow'
import { ExpressionFault } from './fault.ts'
import { type Expression, parse } from './parse.ts'

export const expression = (initial: string) =>
  z
    .string()
    .default(initial)
    .transform((text, context): Expression => {
      try {
        return parse(text)
      } catch (error) {
        if (!(error instanceof ExpressionFault)) throw error
        context.addIssue(error.message)
        return z.NEVER
      }
    })
    .meta({ widget: 'expression' })
