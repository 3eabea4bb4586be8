/** Any document of a project as data: YAML or JSON, no larger than it may be, with the line of everything in it. */
import { type Fault, fault } from '../fault.ts'
import { parseJson } from './json.ts'
import { lineAt } from './place.ts'
import type { Parsed } from './text.ts'
import { parseYaml } from './yaml.ts'

export interface Reading {
  readonly file?: string
  readonly maxBytes?: number
}

export interface Located {
  /** Faults of the text alone; there is no value then. */
  readonly faults: readonly Fault[]
  readonly value: unknown
  /** The line of a fault's `at`. */
  lineOf(at: string): number
  /** Adds file and line to faults that were found later. */
  locate(faults: readonly Fault[]): readonly Fault[]
}

export const megabyte = 1_048_576

/** UTF-8 takes one to three bytes a UTF-16 unit: counted only where it can matter. */
const bytesOf = (text: string, limit: number): number => {
  if (text.length > limit || text.length * 3 <= limit) return text.length
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return bytes
}

/** JSON that stands for itself, not a YAML map in braces. */
export const looksLikeJson = (text: string): boolean => /^\s*\{\s*["}]/.test(text.slice(0, 1_000))

export const readDocument = (written: string, { file, maxBytes = 10 * megabyte }: Reading = {}): Located => {
  const text = written.replace(/^\uFEFF/, '')
  const bytes = bytesOf(text, maxBytes)
  const size = { size: (bytes / megabyte).toFixed(1), limit: Math.round(maxBytes / megabyte) }
  const parsed: Parsed =
    bytes > maxBytes
      ? { value: undefined, faults: [fault('file-too-large', 'flow', size)], places: () => ({ line: 1 }) }
      : looksLikeJson(text)
        ? parseJson(text)
        : parseYaml(text)
  let places: ReturnType<Parsed['places']> | undefined
  const lineOf = (at: string) => {
    places ??= parsed.places()
    return lineAt(places, at)
  }
  const locate = (faults: readonly Fault[]) =>
    faults.map((one) => ({ ...(file !== undefined && { file }), ...one, line: one.line ?? lineOf(one.at) }))
  return { value: parsed.value, faults: locate(parsed.faults), lineOf, locate }
}
