/** What every field of a form is given. */
import type { JsonSchema } from '@millrace/flow/catalogue.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { Json } from '@millrace/flow/type.ts'

export interface FieldProps {
  readonly id: string
  /** `config.limit`: what faults and problems call it. */
  readonly place: string
  readonly name: string
  readonly schema: JsonSchema
  /** With the default, where nothing is written. */
  readonly value: Json | undefined
  readonly written: boolean
  readonly required: boolean
  readonly faults: readonly Fault[]
  /** The whole config, for fields that depend on others. */
  readonly config: Readonly<Record<string, Json>>
  /** undefined: back to the default. False: it can't be taken. */
  readonly onChange: (to: Json | undefined) => unknown
}

export type WidgetProps = FieldProps & { readonly invalid: boolean }
