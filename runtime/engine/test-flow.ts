/** Runs the tests that stand in a flow document: a written journal is folded, what comes out is held against what is written down. */
import { isBad, qualityName } from '@millrace/flow'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Step } from '@millrace/flow/document.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import { Engine } from './engine.ts'
import { EntryLines } from './entry-line.ts'
import { type Came, Observed } from './observed.ts'
import { encode } from './value.ts'

export interface TestResult {
  readonly test: string
  readonly passed: boolean
  /** The step that failed, from 1. */
  readonly step?: number
  readonly why?: string
}

type Expectation = Extract<Step, { readonly expect: string }>

export const testFlow = (flow: CheckedFlow, tests: Readonly<Record<string, readonly Step[]>>, library: Library): TestResult[] =>
  Object.entries(tests).map(([test, steps]) => {
    const run = new Run(flow, library, steps)
    for (const [i, step] of steps.entries()) {
      const why = run.step(step)
      if (why !== undefined) return { test, passed: false, step: i + 1, why }
    }
    return { test, passed: true }
  })

class Run {
  readonly #engine: Engine
  readonly #lines: EntryLines
  readonly #observed = new Observed()
  readonly #asked: { readonly node: string; readonly entry: number; readonly index: number }[] = []
  #now = 0
  #number = 0

  constructor(flow: CheckedFlow, library: Library, steps: readonly Step[]) {
    this.#lines = new EntryLines(flow, 0)
    this.#engine = new Engine({
      flow,
      library,
      release: 'test',
      effect: (effect) => {
        this.#observed.take(effect)
        if (effect.kind === 'ask') this.#asked.push(effect)
      },
    })
    for (const step of steps) if ('expect' in step && typeof step.expect === 'string') this.#engine.watch(step.expect)
  }

  /** Gives why the step failed. */
  step(step: Step): string | undefined {
    if ('expect' in step) return this.#expect(step as Expectation)
    if ('wait' in step) return this.#wait(readDuration(String(step.wait)) ?? 0)
    return this.#line(this.#entryOf(step))
  }

  #entryOf(step: Step): object {
    if ('feed' in step) {
      const { feed, key, time, quality, ...ports } = step
      const at = time === undefined ? {} : { time: typeof time === 'string' ? (readDuration(time) ?? 0) : time }
      return {
        node: feed,
        ...(key !== undefined && { key }),
        ...at,
        now: this.#now,
        rows: [{ ...(key !== undefined && { key }), ...at, ...(quality !== undefined && { quality }), ports }],
      }
    }
    if ('command' in step) {
      const { command, node, key, by, why, ...args } = step
      return { command, node, ...(key !== undefined && { key }), by: by ?? 'test', ...(why !== undefined && { why }), args, now: this.#now }
    }
    if ('reply' in step) {
      const { reply: node, key: _, ...ports } = step
      const asked = this.#asked.findIndex((one) => one.node === node)
      const [one] = asked < 0 ? [] : this.#asked.splice(asked, 1)
      return { node, reply: ports, to: { entry: one?.entry ?? 0, ...(one && { index: one.index }) }, now: this.#now }
    }
    return { ...step, now: this.#now }
  }

  #line(entry: object): string | undefined {
    const { rows, key: _, time: __, ...plain } = entry as { rows?: unknown; key?: unknown; time?: unknown }
    const read = this.#lines.read(JSON.stringify(rows === undefined ? entry : { ...plain, rows }))
    return 'wrong' in read ? read.wrong : this.#engine.fold(read.entry, ++this.#number)
  }

  #wait(ms: number): undefined {
    this.#now += ms
    this.#engine.fold({ kind: 'clock', now: this.#now }, ++this.#number)
    return undefined
  }

  #expect(step: Expectation): string | undefined {
    const until = this.#now + (readDuration(step.within ?? '') ?? 0)
    for (;;) {
      const failed = this.#observed.expect(step.expect, (came) => fits(step, came), step.nothing === true)
      if (failed === undefined) return undefined
      const due = this.#engine.nextWake()
      if (step.nothing || due === undefined || due > until) {
        if (step.nothing || this.#now >= until) return describe(step, failed)
        this.#wait(until - this.#now)
        continue
      }
      this.#wait(Math.max(0, due - this.#now))
    }
  }
}

const fits = (step: Expectation, came: Came): boolean =>
  (step.key === undefined || step.key === came.key) &&
  (step.quality === undefined || qualityFits(step.quality, came.quality)) &&
  (step.value === undefined || same(step.value, encode(came.value)))

const qualityFits = (wish: string | number, quality: number): boolean => {
  if (typeof wish === 'number') return wish === quality
  if (/^good$/i.test(wish)) return quality >>> 30 === 0
  if (/^uncertain$/i.test(wish)) return quality >>> 30 === 1
  if (/^bad$/i.test(wish)) return isBad(quality)
  return wish === qualityName(quality)
}

/** Numbers may differ in their last digits; of a record only the fields that are written down are looked at. */
const same = (wish: unknown, value: unknown): boolean => {
  if (typeof wish === 'number' && typeof value === 'number') return Math.abs(wish - value) <= 1e-9 * Math.max(1, Math.abs(wish))
  if (Array.isArray(wish)) return Array.isArray(value) && wish.length === value.length && wish.every((one, i) => same(one, value[i]))
  if (typeof wish === 'object' && wish !== null) {
    if (typeof value !== 'object' || value === null) return false
    const fields = value as Readonly<Record<string, unknown>>
    return Object.entries(wish).every(([name, one]) => Object.hasOwn(fields, name) && same(one, fields[name]))
  }
  return wish === value
}

const describe = (step: Expectation, came: readonly Came[]): string => {
  const shown = came
    .slice(-5)
    .map(
      (one) =>
        `${JSON.stringify(encode(one.value))}${one.key === '' ? '' : ` for ${one.key}`}${isBad(one.quality) ? ` (${qualityName(one.quality)})` : ''}`,
    )
  const got =
    shown.length === 0 ? 'nothing came' : `there came ${shown.join(', ')}${came.length > 5 ? `, and ${came.length - 5} before these` : ''}`
  if (step.nothing) return `${step.expect}: nothing was expected, ${got}`
  return `${step.expect}: ${step.value === undefined ? 'something' : JSON.stringify(step.value)} was expected${step.key === undefined ? '' : ` for ${step.key}`}, ${got}`
}
