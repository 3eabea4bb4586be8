/** `millrace fold` on broken input of every kind: told with its number, passed over, and nothing else is lost. */
import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { millrace, rows, temporary } from './as-user.ts'

const flow = `millrace: 1
name: Broken
parameters: { gain: { type: number, default: 2, max: 9 } }
inputs: { raw: { type: bytes }, all: { type: list, of: { type: number } }, any: { type: json }, count: { type: number } }
nodes:
  any: { is: flow/merge, in: { in1: inputs.any } }
  raw: { is: flow/merge, in: { in1: inputs.raw } }
  all: { is: flow/merge, in: { in1: inputs.all } }
  half: { is: math/divide, in: { a: inputs.count, b: { value: 2 } } }
  scale: { is: math/scale, in: { value: inputs.count } }
`

let cwd = ''
before(async () => {
  cwd = await temporary()
  await writeFile(join(cwd, 'broken.flow.yaml'), flow)
})
after(() => rm(cwd, { recursive: true }))

const folded = async (input: readonly unknown[], ...words: readonly string[]) =>
  millrace(['fold', 'broken.flow.yaml', ...words], { cwd, input })

test('each bad line is one fault with its number and why, and all others are folded', async () => {
  const good = { node: 'scale', port: 'in.value', value: 50 }
  const bad: readonly (readonly [unknown, RegExp])[] = [
    ['{"node":"scale"', /not JSON/],
    ['[1,2]', /expected object/],
    ['"text"', /expected object/],
    ['null', /expected object/],
    [{ node: 'scale', port: 'in.value', valu: 5 }, /valu/],
    [{ node: 'nowhere', port: 'in.value', value: 5 }, /there is no node "nowhere"/],
    [{ node: '__proto__', port: 'in.value', value: 5 }, /there is no node "__proto__"/],
    ['{"node":"scale","ports":{"__proto__":5}}', /no output "__proto__"|name a port/],
    [{ node: 'scale', port: 'in.nothing', value: 5 }, /no input "nothing"/],
    [{ node: 'scale', port: 'nothing', value: 5 }, /no output "nothing"/],
    [{ node: 'scale' }, /name a port and a value/],
    [{ node: 'scale', port: 'in.value', value: 'five' }, /a number is needed here, not a text/],
    [{ node: 'scale', port: 'in.value', value: { value: 5, quality: 'good' } }, /a number is needed here, not a record/],
    [{ node: 'scale', port: 'in.value', value: 5, quality: -1 }, /quality/],
    [{ node: 'scale', ports: { 'in.value': 5, value: 5 } }, /cannot stand in one line/],
    [{ node: 'scale', port: 'in.value', value: 5, now: 1e300 }, /now/],
    [{ node: 'scale', port: 'in.value', value: 5, key: 'k'.repeat(1_001) }, /key/],
    [{ node: 'raw', port: 'in.in1', value: 'no base64!' }, /base64/],
    [{ node: 'all', port: 'in.in1', value: [1, 'two'] }, /item 1: a number is needed/],
    [{ node: 'any', port: 'in.in1', value: JSON.parse('['.repeat(101) + ']'.repeat(101)) }, /nested more than 100 levels/],
    [`{"node":"any","port":"in.in1","value":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, /nested more than 100 levels/],
    [{ parameter: 'gain', value: 10 }, /gain: 10 is not between/],
    [{ parameter: 'gain', value: '5' }, /gain: a number is needed/],
    [{ parameter: 'toString', value: 5 }, /no parameter "toString"/],
    [{ node: 'scale', reply: {}, to: 1 }, /has not asked in entry 1/],
    [{ node: 'scale', reply: {} }, /which entry asked/],
    [{ time: 5 }, /a line names a node/],
    [{ node: 'scale', port: 'in.value', value: 'x'.repeat(1_048_577) }, /longer than 1 MiB/],
  ]
  const { code, out, err } = await folded([...bad.flatMap(([line]) => [line, good]), ''], '--watch', 'scale.value', '--json')
  const faults = rows(err)
  const said = faults.map(({ says }) => (says as { readonly en: string }).en)
  assert.equal(code, 1)
  assert.deepEqual(
    faults.map(({ code, line }) => [code, line]),
    bad.map((_, i) => ['bad-line', 2 * i + 1]),
  )
  for (const [i, [line, why]] of bad.entries()) assert.match(said[i] ?? '', why, JSON.stringify(line)?.slice(0, 200))
  assert.deepEqual(
    rows(out).map(({ entry, value }) => [entry, value]),
    bad.map((_, i) => [2 * i + 2, 0.5]),
  )
})

test('a bad line does not move the clock', async () => {
  const { out } = await folded(
    [
      { node: 'scale', port: 'in.value', value: 'x', now: 9_000 },
      { node: 'scale', port: 'in.value', value: 5 },
    ],
    '--watch',
    'scale.value',
  )
  assert.deepEqual(
    rows(out).map(({ time }) => time),
    [0],
  )
})

test('now is raised to the last one, time defaults to now, and the first line’s now to its time', async () => {
  const line = { node: 'scale', port: 'in.value', value: 5 }
  const { out } = await folded(
    [{ ...line, time: 40 }, line, { ...line, now: 30 }, { ...line, time: 60 }, { ...line, now: 90, time: 1 }],
    '--watch',
    'scale.value',
  )
  assert.deepEqual(
    rows(out).map(({ time }) => time),
    [40, 40, 40, 60, 1],
  )
})

test('bytes are base64 both ways, lists and JSON pass, a Bad sample has no value', async () => {
  const { code, out } = await folded(
    [
      { node: 'raw', port: 'in.in1', value: 'AQL/' },
      { node: 'all', port: 'in.in1', value: [1, 2.5] },
      { node: 'any', port: 'in.in1', value: { a: [null, true, { b: 'ü' }] } },
      { node: 'raw', port: 'in.in1', quality: 0x80000000 },
      { node: 'half', port: 'in.b', value: 0 },
      { node: 'half', port: 'in.a', value: 1 },
    ],
    ...['raw.value', 'all.value', 'any.value', 'half.value'].flatMap((wire) => ['--watch', wire]),
  )
  assert.equal(code, 0)
  assert.deepEqual(
    rows(out).map(({ value, quality }) => [value, quality]),
    [
      ['AQL/', 0],
      [[1, 2.5], 0],
      [{ a: [null, true, { b: 'ü' }] }, 0],
      [null, 0x80000000],
      [null, 0x803c0000],
    ],
  )
})

test('a byte order mark, Windows line ends, blank lines and a last line without an end are no trouble', async () => {
  const line = '{"node":"scale","port":"in.value","value":5}'
  await writeFile(join(cwd, 'windows.jsonl'), `\ufeff${line}\r\n\r\n   \r\n${line}`)
  const { code, out } = await folded([], 'windows.jsonl', '--watch', 'scale.value')
  assert.deepEqual([code, rows(out).map(({ entry }) => entry)], [0, [1, 4]])
})

test('what cannot be read is said in a sentence', async () => {
  await writeFile(join(cwd, 'no-snapshot.json'), '{"snapshot":2}')
  const endings = await Promise.all([
    folded([], 'nowhere.jsonl'),
    folded([], '--snapshot-in', 'nowhere.json'),
    folded([], '--snapshot-in', 'no-snapshot.json'),
    folded([], '--snapshot-at', '5', '--snapshot-out', 'state.json'),
    folded([], '--snapshot-at', '5'),
    folded([], '--snapshot-at', 'x', '--snapshot-out', 'state.json'),
    folded([], '--watch', 'nowhere.value'),
  ])
  assert.deepEqual(
    endings.map(({ code }) => code),
    [2, 2, 1, 2, 2, 2, 2],
  )
  for (const { err } of endings) assert.match(err, /^(millrace: |ENOENT)[^\n]+\n$/)
})
