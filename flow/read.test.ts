/** Documents are read with every fault at its line, whatever was written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watch } from './fixture.ts'
import { readFlow } from './read.ts'
import { writeFlow } from './write.ts'

const text = writeFlow(watch)
const told = (written: string) => readFlow(written).faults.map(({ line, at, code }) => `${line} ${at} ${code}`)
const head = 'millrace: 1\nname: x\n'

test('YAML and JSON of a flow read alike, and both know the line of a place', () => {
  const json = JSON.stringify(watch, null, 2)
  assert.deepEqual(readFlow(text).document, watch)
  assert.deepEqual(readFlow(json).document, watch)
  for (const written of [text, json]) {
    const { lineOf } = readFlow(written)
    const lines = written.split('\n')
    for (const [at, expected] of [
      ['celsius.in.text', 'boilers.payload'],
      ['hot.config.onDelay', '10 s'],
      ['parameters.limit', 'limit'],
      ['tests.stays quiet below the limit.1', 'expect'],
      ['layout.mean', '480'],
      ['hot.in.nothing', 'mean.mean'],
    ] as const) {
      const line = lineOf(at)
      assert.match(lines.slice(line - 1, line + 2).join('\n'), new RegExp(expected.replace('.', '\\.')), `${at} in line ${line}`)
    }
  }
})

test('faults found later get file and line', () => {
  const { locate } = readFlow(text, { file: 'flows/a.flow.yaml' })
  const [fault] = locate([{ at: 'mean.in.value', code: 'type-misfit', with: {}, says: { en: '', zh: '' } }])
  assert.equal(fault?.file, 'flows/a.flow.yaml')
  assert.equal(text.split('\n')[(fault?.line ?? 0) - 1], '    in: { value: celsius.value }')
})

test('what YAML has and a flow may not is refused at its line', () => {
  assert.deepEqual(told('a: &x 1\nb: *x'), ['1 a yaml-feature', '2 b yaml-feature'])
  assert.deepEqual(told('a: !!str 1\nb: !js 2'), ['1 a yaml-feature', '2 b yaml-feature'])
  assert.deepEqual(told('a:\n  <<: { b: 1 }'), ['2 a yaml-feature'])
  assert.deepEqual(told('? [a]\n: 1'), ['1 flow yaml-feature'])
  assert.deepEqual(told('%YAML 1.1\n---\na: 1'), ['1 flow yaml-feature'])
  assert.deepEqual(told('a: 1\n---\nb: 1'), ['2 flow yaml-feature'])
})

test('broken text is refused where it breaks', () => {
  assert.deepEqual(told('millrace: 1\nname: a: b'), ['2 flow not-yaml'])
  assert.deepEqual(told('millrace: 1\nnodes:\n\ta: 1'), ['3 flow not-yaml'])
  assert.deepEqual(told('{\n"millrace": 1,\n"name" "x"}'), ['3 flow not-yaml'])
  assert.deepEqual(told('{"millrace": 1,'), ['1 flow not-yaml'])
  assert.deepEqual(told(''), ['1 flow not-a-flow'])
  assert.deepEqual(told('- 1'), ['1 flow not-a-flow'])
  assert.deepEqual(told(`${head}nodes: {}\nmillrace: 1`), ['4 millrace twice'])
  assert.deepEqual(told('{"millrace": 1,\n"name": "a",\n"name": "b", "nodes": {}}'), ['3 name twice'])
})

test('numbers are numbers, and those that would change on the way are refused', () => {
  const config = (value: string) => readFlow(`${head}nodes: { a: { is: x/y, config: { v: ${value} } } }`)
  for (const [written, read] of [
    ['1e3', 1000],
    ['-0.5', -0.5],
    ['1e21', 1e21],
    ['yes', 'yes'],
    ['"1e3"', '1e3'],
  ] as const)
    assert.deepEqual(config(written).document?.nodes.a?.config, { v: read })
  for (const bad of ['.nan', '.inf', '12345678901234567890']) assert.deepEqual(config(bad).faults[0]?.code, 'number')
})

test('names that reach a prototype are refused in both forms and touch none', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    assert.deepEqual(told(`${head}nodes:\n  ${name}: { is: x/y }`), ['4 flow.nodes bad-name'.replace('flow.', '')])
    assert.deepEqual(told(`{"millrace":1,"name":"x",\n"nodes":{"a":{"is":"x/y","config":{"${name}":{"polluted":1}}}}}`), [
      '2 a.config bad-name',
    ])
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('all faults of the shape come at once, at their lines, in both languages', () => {
  const bad = text
    .replace('is: text/number', 'iss: text/number')
    .replace('{ value: celsius.value }', '{ value: 5 }')
    .replace('type: number', 'type: numbr')
    .replace('[480, 0]', '[480]')
    .replace('expect: hot', 'expct: hot')
  const { document, faults } = readFlow(bad)
  assert.equal(document, undefined)
  assert.deepEqual(
    faults.map(({ at }) => at),
    ['parameters.limit.type', 'celsius.is', 'celsius.iss', 'mean.in.value', 'tests.stays quiet below the limit.1', 'layout.mean'],
  )
  for (const { line, says } of faults) {
    assert.ok((line ?? 0) > 1 && says.zh.length > 2)
    assert.doesNotMatch(says.en, /Invalid|expected|undefined/)
  }
  assert.match(faults[2]?.says.en ?? '', /did you mean "is"/)
  assert.match(faults[3]?.says.en ?? '', /an input is a wire/)
})

test('bombs and giants are refused quickly', () => {
  const bombs = ['[', '- ', '{"a":', '{a: ', '? ', 'a: '].map((piece) => piece.repeat(1_000_000))
  for (const bomb of [...bombs, 'x'.repeat(11_000_000), '"'.repeat(30_000_000)]) {
    const started = performance.now()
    assert.equal(readFlow(bomb).document, undefined)
    assert.ok(performance.now() - started < 1_000, bomb.slice(0, 4))
  }
  assert.deepEqual(told('é'.repeat(6_000_000)), ['1 flow file-too-large'])
})

test('ten thousand keys that stand twice cost no more than ten thousand that do not', () => {
  const started = performance.now()
  const { faults } = readFlow(Array.from({ length: 20_000 }, (_, n) => `k${n % 10_000}: 1\n`).join(''))
  assert.equal(faults.length, 10_000)
  assert.ok(performance.now() - started < 3_000)
})

test('mutated documents are read or refused, and never throw', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    "'",
    '\n',
    '\t',
    '- ',
    '&a ',
    '*a',
    '!!x ',
    '|',
    '>',
    '#',
    '__proto__',
    '\0',
    '\ud800',
    '0x',
    '~',
    '%',
  ]
  for (let n = 0; n < 800; n++) {
    const at = (n * 7919) % text.length
    const part = parts[n % parts.length] ?? ''
    const { document, faults } = readFlow(text.slice(0, at) + part + text.slice(at + (n % 3)))
    assert.equal(document === undefined, faults.length > 0)
  }
})

test('an older document is brought up to date, a newer one is left alone', () => {
  const steps = [
    { from: -1, migrate: ({ title, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, name: title }) },
    { from: 0, migrate: ({ blocks, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, nodes: blocks }) },
  ]
  const old = readFlow('millrace: -1\ntitle: Old\nblocks:\n  a: { is: x/y }', { steps })
  assert.deepEqual(old.document, { millrace: 1, name: 'Old', nodes: { a: { is: 'x/y' } } })
  assert.deepEqual(told('millrace: 2\nname: New\nnodes: {}'), ['1 millrace newer-version'])
})

test('defaults and empty groups are not kept', () => {
  const { document } = readFlow(`${head}delivery: live\nlayout: {}\nnodes: { a: { is: x/y, config: {}, in: {} } }`)
  assert.deepEqual(document, { millrace: 1, name: 'x', nodes: { a: { is: 'x/y' } } })
})
