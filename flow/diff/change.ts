/** One difference between two documents, as data and in words. */
import type { Json } from '../type.ts'
import type { Words } from '../words.ts'
import { inline } from '../write/scalar.ts'

export interface Change {
  readonly what:
    | 'node-added'
    | 'node-removed'
    | 'node-renamed'
    | 'node-kind'
    | 'config'
    | 'input'
    | 'parameter'
    | 'flow'
    | 'test'
    | 'says'
    | 'group'
    | 'moved'
  /** As in faults: `hot.config.limit`, `parameters.limit`. */
  readonly at: string
  readonly node?: string
  readonly from?: Json
  readonly to?: Json
  readonly says: Words
}

/** Long values are cut: the data has them whole. */
const shown = (value: Json): string => {
  const text = inline(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** `limit: 90 → 95`. */
export const became = (name: string, from: Json | undefined, to: Json | undefined): Words => {
  if (from === undefined) return { en: `${name}: set to ${shown(to ?? null)}`, zh: `${name}:设为 ${shown(to ?? null)}` }
  if (to === undefined) return { en: `${name}: no longer set, was ${shown(from)}`, zh: `${name}:已取消设置,原为 ${shown(from)}` }
  return { en: `${name}: ${shown(from)} → ${shown(to)}`, zh: `${name}:${shown(from)} → ${shown(to)}` }
}

export const change = (
  what: Change['what'],
  at: string,
  from: Json | undefined,
  to: Json | undefined,
  says: Words,
  node?: string,
): Change => ({
  what,
  at,
  ...(node !== undefined && { node }),
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
  says,
})
