/** A benchmark: figures of one subject, measured side by side. */
import type { Figure } from './figure.ts'

export interface Suite {
  /** What `--only` picks by; its figures' names begin with one of `gives`. */
  readonly name: string
  readonly gives: readonly string[]
  /** What is done, for the page of results. */
  readonly says: string
  /** Calls `wanted` before it measures what makes a figure of that name. */
  run(options: Options): Promise<readonly Figure[]>
}

export interface Options {
  wanted(name: string): boolean
  /** How long what takes its time may take. */
  readonly seconds: number
}
