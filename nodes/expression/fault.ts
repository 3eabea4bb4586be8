/** What is wrong with an expression, and where. */
import type { Words } from '@millrace/flow'

export class ExpressionFault extends Error {
  /** 1-based. */
  readonly column: number
  readonly says: Words

  constructor(column: number, says: Words) {
    super(`column ${column}: ${says.en}`)
    this.name = 'ExpressionFault'
    this.column = column
    this.says = says
  }
}
