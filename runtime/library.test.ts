/** Compiled into a flow, every node does with its examples what it does tried by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Engine } from '@millrace/engine/engine.ts'
import { type Definition, type Example, Sample } from '@millrace/flow'
import { catalogueOf, specOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import { portsOf } from '@millrace/flow/ports.ts'
import type { Json } from '@millrace/flow/type.ts'
import { library } from '@millrace/nodes'
import { sampleFrom, trialOf } from '@millrace/nodes/try/try.ts'

const catalogue = catalogueOf(library)

for (const [is, definition] of library.nodes) {
  if (['source', 'sink', 'call', 'register'].includes(definition.kind) || definition.userCode) continue
  test(`${is}, compiled, does what its examples say`, () => {
    for (const example of definition.examples)
      assert.deepEqual(compiled(is, definition, example), tried(definition, example), example[0].en)
  })
}

type Came = Readonly<Record<string, { readonly value: unknown; readonly quality: number; readonly time: number }>>

const tried = (definition: Definition, [, config, ...steps]: Example): readonly Came[] => {
  const trial = trialOf(definition, config)
  return steps.map(([input, , after]) => {
    const { outputs, refused } = trial.step(input, after)
    const came = Object.fromEntries([...outputs].map(([port, { value, quality, time }]) => [port, { value, quality, time }]))
    return refused ? { ...came, error: { value: refused.code, quality: 0, time: 0 } } : came
  })
}

const compiled = (is: string, definition: Definition, [, config, ...steps]: Example): readonly Came[] => {
  const { flow, outs } = flowOf(is, definition, config as Readonly<Record<string, Json>>, steps)
  let effects: Effect[] = []
  const engine = new Engine({ flow, library, effect: (effect) => effects.push(effect) })
  for (const port of outs) engine.watch(`n.${port}`)
  let now = 0
  return steps.map(([input, , after]) => {
    effects = []
    now += readDuration(after ?? '0 s') ?? 0
    if (input === null) engine.fold({ kind: 'clock', now })
    else if (typeof input === 'string') engine.fold({ kind: 'command', node: 'n', key: '', command: input, args: {}, by: 'operator', now })
    else
      engine.fold({
        kind: 'emit',
        node: definition.kind === 'gather' ? 'before' : 'n',
        input: true,
        rows: rowsOf(definition, input, now),
        now,
      })
    return Object.fromEntries(effects.flatMap((effect) => cameOf(effect)))
  })
}

const flowOf = (
  is: string,
  definition: Definition,
  config: Readonly<Record<string, Json>>,
  steps: readonly (readonly [unknown, ...unknown[]])[],
) => {
  const ports = portsOf(specOf(is, definition), config)
  const fed = new Set(steps.flatMap(([input]) => (typeof input === 'object' && input !== null ? Object.keys(input) : [])))
  const gathers = definition.kind === 'gather'
  const ins = ports.in.filter(({ name }) => gathers || fed.has(name))
  const document: FlowDocument = {
    millrace: 1,
    name: 'tried',
    inputs: Object.fromEntries(ins.map(({ name, title: _, ...port }) => [name, typed(port) as never])),
    nodes: {
      ...(gathers && { before: { is: 'flow/merge', in: { in1: `inputs.${ins[0]?.name}` } } }),
      n: { is, config, in: Object.fromEntries(ins.map(({ name }) => [name, gathers ? 'before.value' : `inputs.${name}`])) },
    },
  }
  const { flow, faults } = check(document, { catalogue })
  assert.deepEqual(
    faults.map(({ at, says }) => `${at}: ${says.en}`),
    [],
  )
  assert.ok(flow)
  return { flow, outs: ports.out.map(({ name }) => name).filter((name) => name !== 'error') }
}

/** A variable is wired as JSON, a unit that follows from the config is left to it. */
const typed = ({ unitAs: _, unitFrom: __, ...port }: { readonly type: string; readonly unitAs?: string; readonly unitFrom?: string }) =>
  /^[A-Z]$/.test(port.type) ? { ...port, type: 'json' } : port

const rowsOf = (definition: Definition, input: Readonly<Record<string, unknown>>, now: number) => {
  const samples = Object.entries(input).map(([name, written]) => [name, sampleFrom(written, now)] as const)
  if (definition.kind !== 'gather') return [{ key: '', time: now, ports: Object.fromEntries(samples) }]
  return samples.map(([key, sample]) => ({ key, time: now, ports: { in1: new Sample(sample.value, sample.quality, now) } }))
}

const cameOf = ({ kind, port, value, quality, time }: Effect): readonly (readonly [string, Came[string]])[] => {
  if (kind === 'error') return [['error', { value: (value as { code: string }).code, quality: 0, time: 0 }]]
  return kind === 'watch' ? [[port, { value, quality, time }]] : []
}

test('a moving average is right at once when a deploy makes its window shorter', () => {
  const means: unknown[] = []
  const open = (count: number) => {
    const nodes = { n: { is: 'math/average', in: { value: 'inputs.value' }, config: { count } } }
    const { flow } = check({ millrace: 1, name: 'tried', inputs: { value: { type: 'number' } }, nodes }, { catalogue })
    assert.ok(flow)
    const engine = new Engine({ flow, library, effect: ({ value }) => means.push(value) })
    engine.watch('n.mean')
    return engine
  }
  const give = (engine: Engine, value: number) =>
    engine.fold({ kind: 'emit', node: 'n', input: true, now: 0, rows: [{ ports: { value } }] })
  const long = open(4)
  for (const value of [10, 20, 30, 40]) give(long, value)
  const short = open(2)
  short.restore(long.snapshot())
  give(short, 60)
  assert.deepEqual(means, [10, 15, 20, 25, 50])
})
