/** Cuts bytes that come in pieces into lines, each with its place in the file. */

export interface Lines {
  readonly whole: readonly { readonly line: string; readonly offset: number }[]
  /** Bytes left out because their line had no end in sight. */
  readonly dropped: number
}

const longest = 1 << 20

/** `at` is the place of the first byte. No encoding it knows has a line feed inside of another character. */
export const splitter = (encoding: string, at: number): ((bytes: Uint8Array) => Lines) => {
  let rest = Buffer.alloc(0)
  let skipping = false
  return (bytes) => {
    const whole: { line: string; offset: number }[] = []
    let dropped = 0
    let data = Buffer.concat([rest, bytes])
    for (let end = data.indexOf(0x0a); end >= 0; end = data.indexOf(0x0a)) {
      if (skipping) dropped += end + 1
      else whole.push({ line: new TextDecoder(encoding).decode(data.subarray(0, data[end - 1] === 0x0d ? end - 1 : end)), offset: at })
      skipping = false
      at += end + 1
      data = data.subarray(end + 1)
    }
    if (data.length > longest || (skipping && data.length > 0)) {
      skipping = true
      dropped += data.length
      at += data.length
      data = Buffer.alloc(0)
    }
    rest = data
    return { whole, dropped }
  }
}
