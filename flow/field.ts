/** Config fields that mean more than their JSON type: what a form shows them as, and what they become once read. */
import { z } from 'zod'
import { readDuration } from './duration.ts'
import type { Type } from './type.ts'
import type { Words } from './words.ts'

/** What a field's `.meta()` may carry; the catalogue writes it as `x-…` keywords beside the JSON Schema. */
export interface FieldMeta {
  readonly label: Words
  readonly help?: Words
  /** Unit shown beside the number; `{field}` takes it from another field. */
  readonly unit?: string
  readonly widget?: Widget
  /** The connection kind a `connection` field picks from. */
  readonly connection?: string
  /** A unit that is left out is that of the wire on this input. */
  readonly unitOf?: string
  /** May follow a parameter, by key, without a deploy. */
  readonly live?: boolean
  /** Texts of an enum's choices. */
  readonly choices?: Readonly<Record<string, Words>>
  /** For `tags`, `place`: what browsing fills in. */
  readonly browse?: 'readable' | 'writable' | 'any'
}

export type Widget =
  | 'connection'
  | 'duration'
  | 'unit'
  | 'type'
  | 'expression'
  | 'code'
  | 'tags'
  | 'place'
  | 'file'
  | 'lines'
  | 'table'
  | 'key'

/** The name of a connection of the project: of one kind (`mqtt/connection`), or of any kind of a family (`sql`). */
export const connectionOf = (kind: string) =>
  z
    .string()
    .min(1)
    .meta({ label: { en: 'Connection', zh: '连接' }, widget: 'connection', connection: kind })

/** Written `10 s`, read as ms. */
export const duration = (initial?: string) =>
  (initial === undefined ? z.string() : z.string().default(initial))
    .refine((text) => readDuration(text) !== undefined, {
      error: 'a duration such as 500 ms, 10 s, 1.5 min, 2 h or 1 d',
      params: { zh: '时长,如 500 ms、10 s、1.5 min、2 h 或 1 d' },
    })
    .transform((text) => readDuration(text) ?? Number.NaN)
    .meta({ widget: 'duration' })

/** A unit as written on gauges: `°C`, `bar`, `m³/h`; one that is not known fits only itself. */
export const unit = () => z.string().min(1).max(40).meta({ widget: 'unit' })

const plain = z.enum(['boolean', 'text', 'bytes', 'json'])

/** A port type written in the config: `{ type: number, unit: °C }`. */
export const type = (): z.ZodType<Type> => Written.meta({ widget: 'type' })

const Written: z.ZodType<Type> = z.lazy(() =>
  z.union([
    z.strictObject({ type: z.literal('number'), unit: z.string().optional() }),
    z.strictObject({ type: plain }),
    z.strictObject({ type: z.literal('list'), of: Written }),
    z.strictObject({ type: z.literal('record'), fields: z.record(z.string(), Written) }),
    z.strictObject({ type: z.literal('series'), unit: z.string().optional(), dt: z.number().positive().optional() }),
  ]),
) as z.ZodType<Type>

declare module 'zod' {
  interface GlobalMeta extends Partial<FieldMeta> {}
}
