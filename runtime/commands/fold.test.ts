/** `millrace fold` and its neighbours as people and scripts use them: as child processes, by what they print and how they end. */
import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { millrace as asUser, rows, temporary } from './as-user.ts'

const flow = `millrace: 1
name: Boiler watch
parameters:
  limit: { type: number, unit: °C, default: 90, min: 0 }
nodes:
  boilers:
    is: mqtt/in
    config: { connection: plant, topic: plant1/+/temperature, key: "plant1/{1}" }
  celsius:
    is: text/number
    in: { text: boilers.payload }
    config: { unit: °C }
  mean:
    is: math/average
    in: { value: celsius.value }
    config: { count: 3 }
  hot:
    is: alarm/high
    in: { value: mean.mean }
    config: { limit: { parameter: limit }, onDelay: 10 s }
`

let folder = ''
before(async () => {
  folder = await temporary()
  await writeFile(join(folder, 'boiler.flow.yaml'), flow)
})
after(() => rm(folder, { recursive: true }))

const millrace = (words: readonly string[], input: readonly unknown[] = [], env: NodeJS.ProcessEnv = {}) =>
  asUser(words, { cwd: folder, input, env })

const journal = [
  { node: 'boilers', ports: { payload: '95' }, key: 'plant1/b1', time: 1000 },
  { node: 'boilers', port: 'payload', key: 'plant1/b2', value: 'hot!', now: 2000 },
  '',
  {
    node: 'boilers',
    now: 3000,
    rows: [
      { key: 'plant1/b1', ports: { payload: { value: '97', quality: 0x40000000 } } },
      { key: 'plant1/b3', ports: { payload: '20' } },
    ],
  },
  'no JSON',
  { now: 20_000 },
  { node: 'hot', key: 'plant1/b1', command: 'acknowledge', by: 'ann', now: 21_000 },
  { parameter: 'limit', key: 'plant1/b1', value: 200, now: 22_000 },
  { node: 'mean', port: 'in.value', key: 'plant1/b1', value: 90 },
  { parameter: 'limit', key: '', value: -1 },
]

test('every form of line is folded; a bad one is told with its number, and the others go on', async () => {
  const { code, out, err } = await millrace(['fold', 'boiler.flow.yaml'], journal)
  assert.equal(code, 1)
  assert.match(err, /^5 line 5: this is not JSON/m)
  assert.match(err, /^10 line 10: limit: -1 is not between 0/m)
  assert.deepEqual(
    rows(out).map(({ entry, index, kind, node, key, value, time }) => [
      entry,
      index,
      kind,
      node,
      key,
      (value as { state?: string; code?: string }).state ?? (value as { code?: string }).code,
      time,
    ]),
    [
      [2, 0, 'error', 'celsius', 'plant1/b2', 'not-a-number', 2000],
      [6, 0, 'alarm', 'hot', 'plant1/b1', 'B', 11_000],
      [7, 0, 'alarm', 'hot', 'plant1/b1', 'C', 21_000],
      [9, 0, 'alarm', 'hot', 'plant1/b1', 'A', 22_000],
    ],
  )
})

test('a watched wire shows every sample; hidden nodes show nothing; counters come at the end', async () => {
  const { out, err } = await millrace(
    ['fold', 'boiler.flow.yaml', '--watch', 'mean.mean', '--no-effects-of', 'hot,celsius', '--stats'],
    journal,
  )
  assert.deepEqual(
    rows(out).map(({ kind, node, key, value, quality }) => [kind, node, key, value, quality]),
    [
      ['watch', 'mean', 'plant1/b1', 95, 0],
      ['watch', 'mean', 'plant1/b2', null, 0x80000000],
      ['watch', 'mean', 'plant1/b1', 96, 0x40000000],
      ['watch', 'mean', 'plant1/b3', 20, 0],
      ['watch', 'mean', 'plant1/b1', 94, 0],
    ],
  )
  const stats = JSON.parse(err.trim().split('\n').at(-1) ?? '')
  assert.deepEqual([stats.late, stats.rejects, stats.drops, stats.errors, stats.keys], [0, 0, 0, 1, 3])
})

test('a fold that goes on from a snapshot gives what the whole would have given', async () => {
  const whole = await millrace(['fold', 'boiler.flow.yaml'], journal)
  for (const at of [0, 3, 5, 6]) {
    const file = `state${at}.json`
    const first = await millrace(['fold', 'boiler.flow.yaml', '--snapshot-at', String(at), '--snapshot-out', file], journal.slice(0, at))
    const rest = await millrace(['fold', 'boiler.flow.yaml', '--snapshot-in', file], journal.slice(at))
    assert.equal(first.out + rest.out, whole.out, `after line ${at}`)
    assert.equal(JSON.parse(await readFile(join(folder, file), 'utf8')).entry, at)
  }
})

test('what JSON cannot hold exactly is Bad, and what is not finite is null', async () => {
  const { out } = await millrace(
    ['fold', 'boiler.flow.yaml', '--watch', 'mean.mean'],
    [
      '{"node":"mean","port":"in.value","value":9007199254740993}',
      { node: 'mean', port: 'in.value', value: null },
      '{"node":"mean","port":"in.value","value":1e20}',
    ],
  )
  assert.deepEqual(
    rows(out).flatMap(({ kind, value, quality }) => (kind === 'watch' ? [[value, (quality as number) >>> 30]] : [])),
    [
      [null, 2],
      [null, 2],
      [1e20, 0],
    ],
  )
})

test('wrong usage ends with 2, faults with 1, and both languages are spoken', async () => {
  await writeFile(join(folder, 'bad.flow.yaml'), flow.replace('math/average', 'math/averag'))
  const wrong = await Promise.all(
    [['fold'], ['fold', 'nowhere.yaml'], ['fold', 'boiler.flow.yaml', '--what'], ['nothing'], ['check']].map((words) => millrace(words)),
  )
  assert.deepEqual(
    wrong.map(({ code }) => code),
    [2, 2, 2, 2, 2],
  )
  const [json, chinese, help] = await Promise.all([
    millrace(['check', 'bad.flow.yaml', '--json']),
    millrace(['check', 'bad.flow.yaml'], [], { LANG: 'zh_CN.UTF-8' }),
    millrace(['fold', '--help']),
  ])
  assert.deepEqual([json.code, chinese.code, help.code], [1, 1, 0])
  const [fault] = rows(json.out)
  assert.deepEqual([fault?.['at'], fault?.['code'], fault?.['line']], ['mean.is', 'unknown-node', 14])
  assert.match(chinese.err, /没有名为/)
})
