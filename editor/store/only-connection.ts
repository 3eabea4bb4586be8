/** A new node takes the project's connection at once where only one is of the kind it needs. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { fieldsOf } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { useSession } from './session.ts'

export const withOnlyConnection = (spec: NodeSpec): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(fieldsOf(spec.config)).flatMap(([field, schema]) => {
      const kind = schema['x-connection']
      if (typeof kind !== 'string') return []
      const fitting = useSession.getState().connections.filter(({ is }) => fitsKind(is, kind))
      return fitting.length === 1 && fitting[0] ? [[field, fitting[0].name]] : []
    }),
  )

/** `sql` is any connection of that family, `sql/sqlite` only that one. */
export const fitsKind = (is: string, kind: string): boolean => is === kind || is.startsWith(`${kind}/`)
