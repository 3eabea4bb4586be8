/** The file nodes on real files: what is written, read, followed, set aside. */
import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import type { Item, Sample } from '@millrace/flow'
import { outsideOf } from '../try-outside.ts'
import linesNode from './lines.ts'
import readCsv from './read-csv.ts'
import writeCsv from './write-csv.ts'
import writeText from './write-text.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-file-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const file = (name: string) => join(folder, name)

const played = async (t: TestContext, config: Record<string, unknown>) => {
  const tried = outsideOf(undefined, folder)
  const node = await readCsv.open(readCsv.config.parse(config), tried.outside)
  t.after(async () => {
    tried.close()
    await node.close()
  })
  return tried
}

test('a historian’s export in GBK plays with its times, assets and gaps; each row has an origin of its own', async (t) => {
  const gbk = Buffer.concat([Buffer.from([0xca, 0xb1, 0xbc, 0xe4]), Buffer.from(',asset,TI101.PV,"a ""note"""\n')])
  await writeFile(
    file('gbk.csv'),
    Buffer.concat([
      gbk,
      Buffer.from('2026-01-02 08:00:00,b1,71.5,"x,\ny"\n2026-01-02 08:00:01,b2,,z\nnever,b1,1,\n2026-01-02 08:00:02,b1,Bad,\n'),
    ]),
  )
  const columns = [
    { name: 'temperature', type: 'number', heading: 'TI101.PV' },
    { name: 'note', type: 'text', heading: 'a "note"' },
  ]
  const { rows, origins, troubles, until } = await played(t, {
    file: 'gbk.csv',
    encoding: 'gb18030',
    time: '时间',
    zone: 'Asia/Shanghai',
    key: 'asset',
    columns,
  })
  await until(() => rows.length === 3)
  const start = Date.UTC(2026, 0, 2)
  assert.deepEqual(rows.slice(0, 2), [
    { key: 'b1', time: start, ports: { temperature: 71.5, note: 'x,\ny' } },
    { key: 'b2', time: start + 1000, ports: { note: 'z' } },
  ])
  assert.equal((rows[2]?.ports['temperature'] as Sample | undefined)?.quality, 0x80070000)
  assert.equal(new Set(origins).size, 3)
  assert.match(troubles.join(), /^line \d+: "never" is no time$/)
})

test('a recording plays at its own pace, a fast one holds only so many rows in hand', async (t) => {
  await writeFile(file('paced.csv'), 'time,v\n1767322645000,1\n1767322646000,2\n1767322647000,3\n')
  const began = performance.now()
  const { rows, until } = await played(t, {
    file: 'paced.csv',
    time: 'time',
    pace: 'recorded',
    speed: 10,
    columns: [{ name: 'v', type: 'number' }],
  })
  await until(() => rows.length === 3)
  assert.ok(performance.now() - began >= 195)

  await writeFile(file('many.csv'), `v\n${Array.from({ length: 2_000 }, (_, i) => i).join('\n')}\n`)
  const tried = outsideOf(undefined, folder)
  let waiting = 0
  const emit = () => {
    waiting++
    return new Promise<void>(() => undefined)
  }
  const outside = { ...tried.outside, emit }
  await readCsv.open(readCsv.config.parse({ file: 'many.csv', columns: [{ name: 'v', type: 'number' }] }), outside)
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal(waiting, 500)
  tried.close()
})

test('lines come as a file grows, is cut short and is replaced', async () => {
  await writeFile(file('machine.log'), 'old\n')
  const tried = outsideOf(undefined, folder)
  const node = await linesNode.open(linesNode.config.parse({ file: 'machine.log', from: 'end', every: '20 ms' }), tried.outside)
  const lines = () => tried.rows.map(({ ports }) => ports['line'])
  await appendFile(file('machine.log'), 'one\ntw')
  await tried.until(() => lines().length === 1)
  await appendFile(file('machine.log'), 'o\n')
  await tried.until(() => lines().length === 2)
  await writeFile(file('machine.log'), '3\n')
  await tried.until(() => lines().length === 3)
  await writeFile(file('next.log'), 'four\nfive\nsix\n')
  await rename(file('next.log'), file('machine.log'))
  await tried.until(() => lines().length === 6)
  assert.deepEqual(lines(), ['one', 'two', '3', 'four', 'five', 'six'])
  assert.equal(new Set(tried.origins).size, 6)
  tried.close()
  await node.close()
})

const items = (...values: readonly unknown[]): Item[] =>
  values.map((value, i) => ({ id: `e${i}`, key: 'b1', time: 1_767_322_645_000 + i, quality: 0, in: { v: value, text: value } }))

test('rows are added to a CSV file, after a power cut on a line of their own, and what is written is read the same', async (t) => {
  const config = writeCsv.config.parse({ file: 'out/log.csv', columns: [{ name: 'v', type: 'text' }] })
  const open = async () => writeCsv.open?.(config, outsideOf(undefined, folder).outside)
  const first = await open()
  assert.deepEqual(await first?.send(items('a,"b"', undefined)), ['taken', 'taken'])
  await first?.close()
  await appendFile(file('out/log.csv'), '2026-')
  const second = await open()
  await second?.send(items('c'))
  await second?.close()
  assert.equal(
    await readFile(file('out/log.csv'), 'utf8'),
    'time,asset,quality,v\n2026-01-02T02:57:25.000Z,b1,Good,"a,""b"""\n2026-01-02T02:57:25.001Z,b1,Good,\n2026-\n2026-01-02T02:57:25.000Z,b1,Good,c\n',
  )
  const { rows, until } = await played(t, { file: 'out/log.csv', time: 'time', key: 'asset', columns: [{ name: 'v', type: 'text' }] })
  await until(() => rows.length === 3)
  assert.deepEqual(rows[0], { key: 'b1', time: 1_767_322_645_000, ports: { v: 'a,"b"' } })
})

test('a file that has grown too large is set aside, and only so many are kept', async () => {
  const config = writeCsv.config.parse({
    file: 'big.csv',
    time: '',
    key: '',
    quality: '',
    maxSize: 0.00003,
    keep: 2,
    columns: [{ name: 'v', type: 'text' }],
  })
  const node = await writeCsv.open?.(config, outsideOf(undefined, folder).outside)
  for (let i = 0; i < 6; i++) await node?.send(items(`row ${i} ----------------`))
  await node?.close()
  assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('big')).sort(), ['big.1.csv', 'big.2.csv', 'big.csv'])
  assert.equal(await readFile(file('big.csv'), 'utf8'), 'v\nrow 5 ----------------\n')
  assert.equal(await readFile(file('big.2.csv'), 'utf8'), 'v\nrow 3 ----------------\n')
})

test('a text replaces the one before, or is added below it', async () => {
  const { outside } = outsideOf(undefined, folder)
  const status = await writeText.open?.(writeText.config.parse({ file: 'status.txt' }), outside)
  await status?.send(items('one', 'two'))
  assert.equal(await readFile(file('status.txt'), 'utf8'), 'two')
  const log = await writeText.open?.(writeText.config.parse({ file: 'log.txt', how: 'append' }), outside)
  await log?.send(items('one', 'two'))
  await log?.close()
  assert.equal(await readFile(file('log.txt'), 'utf8'), 'one\ntwo\n')
})
