/** From text to a flow document: YAML or JSON, checked for its shape, every fault at once and with its line. What it means is `check`'s affair. */
import type { FlowDocument } from './document.ts'
import { type Fault, fault } from './fault.ts'
import { migrate, migrations, version } from './migrations.ts'
import { normal } from './normal.ts'
import { type Reading, readDocument } from './read/document.ts'
import { flowShape } from './read/flow-shape.ts'
import { shapeFaults } from './read/shape.ts'

export interface Read {
  /** None where there are faults. */
  readonly document?: FlowDocument
  readonly faults: readonly Fault[]
  /** The line of a fault's `at`. */
  lineOf(at: string): number
  /** Adds file and line to faults that were found later. */
  locate(faults: readonly Fault[]): readonly Fault[]
}

export interface FlowReading extends Reading {
  readonly steps?: typeof migrations
}

const faultsOf = (value: unknown): readonly Fault[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('millrace' in value)) return [fault('not-a-flow', 'flow')]
  const has = value.millrace
  if (typeof has === 'number' && has > version) return [fault('newer-version', 'millrace', { version: has, reads: version })]
  return shapeFaults(value, flowShape)
}

export const readFlow = (text: string, { steps = migrations, ...reading }: FlowReading = {}): Read => {
  const { value: written, faults: broken, lineOf, locate } = readDocument(text, reading)
  const value = isObject(written) ? migrate(written, steps) : written
  const faults = broken.length > 0 ? broken : locate(faultsOf(value))
  // The shape has just been found good; zod's own copy would lose the order of keys.
  return faults.length > 0 ? { faults, lineOf, locate } : { document: normal(value as FlowDocument), faults, lineOf, locate }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
