/** `millrace check`, `fmt` and `test` on documents of every kind, as people and scripts use them. */
import assert from 'node:assert/strict'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { millrace, rows, temporary } from './as-user.ts'

const good = `millrace: 1
name: Good
inputs: { value: { type: number } }
nodes:
  # The mean of three.
  mean:
    is: math/average
    in: { value: inputs.value }
    config: { count: 3 }
  late:
    is: time/on-delay
    in: { on: high.active }
    config: { delay: 10 s }
  high:
    is: alarm/high
    in: { value: mean.mean }
    config: { limit: 90 }
`

let top = ''
let cwd = ''
let count = 0
before(async () => {
  top = await temporary()
})
beforeEach(async () => {
  cwd = join(top, String(count++))
  await mkdir(cwd)
})
after(() => rm(top, { recursive: true }))

const put = (file: string, text: string) => writeFile(join(cwd, file), text)
const run = (...words: readonly string[]) => millrace(words, { cwd })

test('check tells all faults at once, each with file, line, place and code', async () => {
  await mkdir(join(cwd, 'flows'))
  await put('flows/a.flow.yaml', good)
  await put('flows/b.flow.yaml', good.replace('math/average', 'math/averag').replace('limit: 90', 'limi: 90'))
  await put('flows/c.flow.json', JSON.stringify({ millrace: 1, name: 'C', nodes: { a: { is: 'math/scale', in: { value: 'b.value' } } } }))
  const { code, out, err } = await run('check', 'flows', '--json')
  assert.deepEqual([code, err], [1, ''])
  assert.deepEqual(
    rows(out).map(({ file, line, at, code }) => [file, line, at, code]),
    [
      [join('flows', 'b.flow.yaml'), 7, 'mean.is', 'unknown-node'],
      [join('flows', 'b.flow.yaml'), 17, 'high.config.limi', 'config'],
      [join('flows', 'b.flow.yaml'), 17, 'high.config.limit', 'config'],
      [join('flows', 'c.flow.json'), 1, 'a.in.value', 'wire-from-nowhere'],
    ],
  )
  assert.deepEqual([(await run('check', 'flows/a.flow.yaml')).code, (await run('check', 'nowhere')).code], [0, 2])
})

test('broken documents get a fault at their place, never a stack', async () => {
  const broken: Readonly<Record<string, string>> = {
    empty: '',
    yaml: 'millrace: 1\nname: [\nnodes',
    list: '- 1\n- 2\n',
    version: 'millrace: 99\nname: x\nnodes: {}\n',
    name: good.replace('  mean:', '  __proto__:'),
    anchor: 'millrace: 1\nname: &a x\nnodes: {}\n',
    large: `${good}# ${'x'.repeat(10 * 1_048_576)}\n`,
    binary: '\u0000\u0001\u0002',
  }
  for (const [name, text] of Object.entries(broken)) await put(`${name}.flow.yaml`, text)
  const ended = await Promise.all([
    run('check', '.'),
    run('test', '.'),
    ...['yaml', 'name', 'binary'].map((name) => run('fold', `${name}.flow.yaml`)),
  ])
  for (const { code, err } of ended) {
    assert.equal(code, 1, err)
    assert.doesNotMatch(err, /\n {4}at /)
  }
  for (const name of Object.keys(broken)) assert.match(ended[0]?.err ?? '', new RegExp(`^${name}\\.flow\\.yaml`, 'm'))
  assert.equal((await run('fmt', '.')).code, 1)
  for (const [name, text] of Object.entries(broken))
    if (name !== 'large') assert.equal(await readFile(join(cwd, `${name}.flow.yaml`), 'utf8'), text, 'nothing is lost')
})

test('fmt writes the canonical form once, keeps comments, and --check only tells', async () => {
  await put('a.flow.yaml', good)
  const told = await run('fmt', '--check', 'a.flow.yaml')
  assert.deepEqual([told.code, told.out, await readFile(join(cwd, 'a.flow.yaml'), 'utf8')], [1, 'a.flow.yaml\n', good])
  assert.deepEqual([(await run('fmt', '.')).code, (await run('fmt', '.')).out, (await run('fmt', '--check', '.')).code], [0, '', 0])
  const written = await readFile(join(cwd, 'a.flow.yaml'), 'utf8')
  assert.match(written, /# The mean of three\./)
})

const steps = `tests:
  rings and is acknowledged:
    - { feed: mean, in.value: 95, key: p/a }
    - { expect: mean.mean, value: 95, key: p/a }
    - { expect: high, value: { state: B } }
    - { expect: late.on, value: true, within: 10 s }
    - { command: acknowledge, node: high, key: p/a }
    - { expect: high, value: { state: C, by: test } }
    - { wait: 1 min }
    - { expect: high, nothing: true }
  a Bad value passes as Bad:
    - { feed: mean, in.value: 5, quality: 2147483648 }
    - { expect: mean.mean, quality: Bad }
`

test('test runs what stands in documents, on a clock of its own', async () => {
  await put('a.flow.yaml', good + steps)
  const { code, out, err } = await run('test', 'a.flow.yaml')
  assert.deepEqual(
    [code, out.split('\n')],
    [0, ['ok  a.flow.yaml: rings and is acknowledged', 'ok  a.flow.yaml: a Bad value passes as Bad', '2 passed, 0 failed', '']],
    err,
  )
})

test('a test that fails is told with its step and what came instead', async () => {
  const wrong: readonly (readonly [string, string, number, RegExp])[] = [
    ['mean.mean, value: 95', 'mean.mean, value: 96', 2, /96 was expected for p\/a, .*95/],
    ['value: true, within: 10 s', 'value: true, within: 9 s', 4, /late.on/],
    ['{ state: C, by: test }', '{ state: D }', 6, /"D".* was expected/],
    ['quality: Bad', 'quality: Good', 2, /mean.mean/],
  ]
  for (const [before, after, step, why] of wrong) {
    await put('a.flow.yaml', good + steps.replace(before, after))
    const { code, out } = await run('test', 'a.flow.yaml', '--json')
    const failed = rows(out).find(({ passed }) => passed === false)
    assert.deepEqual([code, failed?.['step']], [1, step], after)
    assert.match(String(failed?.['why']), why)
  }
})
