/** Bodies of requests and replies: what is sent for a value, and reading one that may be too long. */

export interface Body {
  readonly type: string
  readonly bytes: Buffer
}

/** Texts and bytes as they are, all else as JSON; undefined: no body. */
export const bodyOf = (value: unknown): Body | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'string') return { type: 'text/plain; charset=utf-8', bytes: Buffer.from(value) }
  if (value instanceof Uint8Array) return { type: 'application/octet-stream', bytes: Buffer.from(value) }
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) }
}

/** All of it, or undefined as soon as it is longer than `most` bytes. */
export const readCapped = async (stream: AsyncIterable<Buffer>, most: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
