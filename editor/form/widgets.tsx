/** Which widget edits which kind of field. */
import { type ComponentType, lazy } from 'react'
import { ConnectionField } from './connection-field.tsx'
import { PlaceField } from './place-field.tsx'
import { ChoiceField, DurationField, JsonField, LinesField, NumberField, NumbersField, TextField, YesNoField } from './plain-fields.tsx'
import type { WidgetProps } from './props.ts'
import type { Shape } from './schema.ts'
import { TableField } from './table-field.tsx'
import { TypeField } from './type-field.tsx'
import { UnitField } from './unit-field.tsx'

const CodeField = lazy(() => import('./code-field.tsx'))

export const widgets: Readonly<Record<Exclude<Shape, 'group'>, ComponentType<WidgetProps>>> = {
  choice: ChoiceField,
  code: CodeField,
  connection: ConnectionField,
  duration: DurationField,
  expression: (props) => <TextField {...props} code />,
  file: TextField,
  json: JsonField,
  key: TextField,
  lines: LinesField,
  number: NumberField,
  numbers: NumbersField,
  place: PlaceField,
  table: TableField,
  tags: TableField,
  text: TextField,
  type: TypeField,
  unit: UnitField,
  'yes-no': YesNoField,
}
