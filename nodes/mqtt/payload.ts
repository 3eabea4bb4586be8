/** What goes over the wire as a payload: bytes and texts as they are, numbers and truth values as they are written, all else as JSON. */

export const payloadOf = (value: unknown): string | Uint8Array => {
  if (typeof value === 'string' || value instanceof Uint8Array) return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
