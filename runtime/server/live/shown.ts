/** Any value of a wire as a person sees it: JSON, cut where it is long, bytes in hexadecimal. */
import type { Json } from '@millrace/flow'

const mostText = 500
const mostBytes = 64
const mostItems = 50
const mostDepth = 6

export const shown = (value: unknown, depth = 0): Json => {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    case 'string':
      return value.length > mostText ? `${value.slice(0, mostText)}…` : value
    case 'bigint':
      return String(value)
    case 'object':
      return value === null ? null : inside(value, depth)
    default:
      return null
  }
}

const inside = (value: object, depth: number): Json => {
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value.subarray(0, mostBytes)).toString('hex')
    return value.length > mostBytes ? `${hex}… (${value.length} B)` : hex
  }
  if (depth >= mostDepth) return '…'
  if (Array.isArray(value) || value instanceof Float64Array) {
    const items = Array.from(value.slice(0, mostItems), (item: unknown) => shown(item, depth + 1))
    return value.length > mostItems ? [...items, `… (${value.length})`] : items
  }
  const fields = Object.entries(value)
  const cut = fields.slice(0, mostItems).map(([name, field]) => [name, shown(field, depth + 1)] as const)
  return Object.fromEntries(fields.length > mostItems ? [...cut, ['…', fields.length] as const] : cut)
}
