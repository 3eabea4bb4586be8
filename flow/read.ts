/** From text to a flow document: YAML or JSON, checked for its shape, every fault at once and with its line. What it means is `check`'s affair. */
import type { FlowDocument } from './document.ts'
import { type Fault, fault } from './fault.ts'
import { migrate, migrations, version } from './migrations.ts'
import { normal } from './normal.ts'
import { parseJson } from './read/json.ts'
import { lineAt } from './read/place.ts'
import { shapeFaults } from './read/shape.ts'
import type { Parsed } from './read/text.ts'
import { parseYaml } from './read/yaml.ts'

export interface Read {
  /** None where there are faults. */
  readonly document?: FlowDocument
  readonly faults: readonly Fault[]
  /** The line of a fault's `at`. */
  lineOf(at: string): number
  /** Adds file and line to faults that were found later. */
  locate(faults: readonly Fault[]): readonly Fault[]
}

export interface Reading {
  readonly file?: string
  readonly maxBytes?: number
  readonly steps?: typeof migrations
}

const megabyte = 1_048_576

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

const faultsOf = (value: unknown): readonly Fault[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('millrace' in value)) return [fault('not-a-flow', 'flow')]
  const has = value.millrace
  if (typeof has === 'number' && has > version) return [fault('newer-version', 'millrace', { version: has, reads: version })]
  return shapeFaults(value)
}

export const readFlow = (written: string, { file, maxBytes = 10 * megabyte, steps = migrations }: Reading = {}): Read => {
  const text = written.replace(/^\uFEFF/, '')
  const bytes = bytesOf(text, maxBytes)
  const size = { size: (bytes / megabyte).toFixed(1), limit: (maxBytes / megabyte).toFixed(0) }
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
  const value = isObject(parsed.value) ? migrate(parsed.value, steps) : parsed.value
  const faults = locate(parsed.faults.length > 0 ? parsed.faults : faultsOf(value))
  // The shape has just been found good; zod's own copy would lose the order of keys.
  return faults.length > 0 ? { faults, lineOf, locate } : { document: normal(value as FlowDocument), faults, lineOf, locate }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
