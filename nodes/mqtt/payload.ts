/** What goes over the wire as a payload: bytes as they are, texts in UTF-8, numbers and truth values as they are written, all else as JSON. */

export const payloadOf = (value: unknown): Buffer => {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'object') return Buffer.from(JSON.stringify(value))
  return Buffer.from(String(value))
}
