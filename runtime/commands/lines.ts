/** A stream cut into lines without ever holding more than one: a line over the limit is given as undefined. */
import type { Readable } from 'node:stream'

export async function* lines(stream: Readable, limit = 1_048_576): AsyncGenerator<string | undefined> {
  let kept: Buffer[] = []
  let size = 0
  let first = true
  const take = (): string | undefined => {
    const line =
      size > limit
        ? undefined
        : Buffer.concat(kept)
            .toString('utf8')
            .replace(first ? /^\ufeff|\r$/g : /\r$/, '')
    first = false
    kept = []
    size = 0
    return line
  }
  const add = (part: Buffer) => {
    size += part.length
    if (size <= limit) kept.push(part)
    else kept = []
  }
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      add(bytes.subarray(from, end))
      yield take()
      from = end + 1
    }
    if (from < bytes.length) add(bytes.subarray(from))
  }
  if (size > 0) yield take()
}
