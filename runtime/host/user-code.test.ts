/** A user's function: what it is given, what it may not reach, and how its faults are told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@millrace/flow'
import { compileUserCode } from './user-code.ts'

const at = { now: 1_700_000_000_000, time: 5, key: 'plant1/b1', quality: 0 }

const run = (code: string, inputs: Readonly<Record<string, unknown>> = {}, state = 'null') =>
  compileUserCode(code, 1_000)(inputs, state, at, 7)

test('types are stripped, inputs come in, outputs and state go out', () => {
  const code =
    'interface S { n: number }\nexport default function (inputs: { v: number }, state: S | null) {\n  const n = (state?.n ?? 0) + 1\n  return { twice: inputs.v * 2, state: { n } }\n}'
  assert.deepEqual(run(code, { v: 21 }), { out: { twice: 42 }, state: '{"n":1}' })
  assert.deepEqual(run(code, { v: 1 }, '{"n":4}'), { out: { twice: 2 }, state: '{"n":5}' })
})

test('the clock and chance come from the tick', () => {
  const code = 'export default function () { return { now: Date.now(), iso: new Date().toISOString(), chance: Math.random() } }'
  const first = run(code).out
  assert.equal(first.now, at.now)
  assert.equal(first.iso, new Date(at.now).toISOString())
  assert.deepEqual(run(code).out, first)
})

test('nothing of the process can be reached', () => {
  for (const reach of [
    'process',
    'require("node:fs")',
    'globalThis.process',
    'this.constructor.constructor("return process")()',
    'inputs.constructor.constructor("return process")()',
    'at.constructor.constructor("return 1")()',
    'Function("return 1")()',
    'eval("1")',
  ]) {
    assert.throws(
      () => run(`export default function (inputs, state, at) { return { got: typeof (${reach}) === 'undefined' ? fail() : 1 } }`, { v: 1 }),
      Refusal,
      reach,
    )
  }
})

test('a fault names the line of the user’s text', () => {
  assert.throws(() => run('export default function () {\n  const a = 1\n  throw new Error("too hot")\n}'), { message: 'line 3: too hot' })
  assert.throws(() => compileUserCode('export default function ( {', 1_000), Refusal)
})

test('a module that never ends is given up', () => {
  assert.throws(() => compileUserCode('while (true) {}\nexport default function () {}', 50), Refusal)
})
