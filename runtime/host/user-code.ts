/** A user's function in a context of its own, without a single object of ours: texts and plain values go in, JSON comes out. */
import { stripTypeScriptTypes } from 'node:module'
import vm from 'node:vm'
import { Refusal } from '@millrace/flow'

export interface Moment {
  readonly now: number
  readonly time: number
  readonly key: string
  readonly quality: number
}

/** Gives what the function returned, or throws a refusal with its message and the line in the user's text. */
export type UserFunction = (
  inputs: Readonly<Record<string, unknown>>,
  state: string,
  at: Moment,
  seed: number,
) => { readonly out: Readonly<Record<string, unknown>>; readonly state: string }

/** Runs inside the context: time and chance come from the tick, globals are frozen, the function is called with values made there. */
const surroundings = `
'use strict'
let now = 0, seed = 1
const RealDate = Date
globalThis.Date = class Date extends RealDate {
  constructor(...words) { super(...(words.length === 0 ? [now] : words)) }
  static now() { return now }
}
Math.random = () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const { parse, stringify } = JSON
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = globalThis[name]
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
    if (value !== globalThis) Object.freeze(value)
    if (value.prototype) Object.freeze(value.prototype)
  }
}
(main) => (atNow, time, key, quality, atSeed, inputs, state) => {
  now = atNow
  seed = atSeed
  try {
    const result = main(parse(inputs), parse(state), Object.freeze({ now: atNow, time, key, quality }))
    if (result === undefined || result === null) return stringify({ out: {}, state: parse(state) })
    const { state: next = parse(state), ...out } = result
    return stringify({ out, state: next })
  } catch (error) {
    return stringify({ failed: String(error?.message ?? error), stack: String(error?.stack ?? '') })
  }
}
`

const file = 'function.ts'

/** `code` is a module whose default export is a function (`export default function …`). Throws a refusal where it can't be compiled. */
export const compileUserCode = (code: string, tickMs: number): UserFunction => {
  try {
    const plain = stripTypeScriptTypes(code, { mode: 'strip' })
    const wrapped = `'use strict'; let $main; ${plain.replace(/\bexport\s+default\s+(?=(async\s+)?function\b)/, '$main = ')}\n;$main`
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } })
    const call = vm.runInContext(surroundings, context, { timeout: tickMs }) as (
      main: unknown,
    ) => (...values: readonly (number | string)[]) => string
    const run = call(new vm.Script(wrapped, { filename: file }).runInContext(context, { timeout: tickMs }))
    return (inputs, state, { now, time, key, quality }, seed) => {
      const result = JSON.parse(run(now, time, key, quality, seed, JSON.stringify(inputs), state)) as
        | { readonly out: Readonly<Record<string, unknown>>; readonly state: unknown }
        | { readonly failed: string; readonly stack: string }
      if ('failed' in result) throw refusal(result.failed, result.stack)
      return { out: result.out, state: JSON.stringify(result.state ?? null) }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' }
    throw refusal(message, stack ?? '', error)
  }
}

const refusal = (message: string, stack: string, cause?: unknown): Refusal => {
  const line = new RegExp(`${file}:(\\d+)`).exec(stack)?.[1]
  const at = line === undefined ? { en: '', zh: '' } : { en: `line ${line}: `, zh: `第 ${line} 行:` }
  return new Refusal('user-code', { en: `${at.en}${message}`, zh: `${at.zh}${message}` }, { cause })
}
