/** Modbus against pymodbus, a stack that nobody here wrote. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import type { Outcome } from '@millrace/flow'
import { freePort, lacking } from '@millrace/peers/program.ts'
import { cable } from '@millrace/peers/ptys.ts'
import { debianPython, type Pymodbus, pymodbus, type Units } from '@millrace/peers/pymodbus.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import modbus from './connection.ts'
import read from './read.ts'
import write from './write.ts'

const skip = lacking(debianPython, '/usr/lib/python3/dist-packages/pymodbus')
const units: Units = {
  1: {
    holding: { 0: [0x42f6, 0xe979, 0xe979, 0x42f6, 100, 0, 0], 60: [0x20, 0, 0, 1] },
    input: { 10: [0xffff, 7] },
    coil: { 0: [1, 0, 1] },
    discrete: { 5: [0, 1] },
  },
  7: { holding: { 0: [777] } },
}

const opened = async (t: TestContext, config: Record<string, unknown>) => {
  const tried = connectingTo('.')
  const link = await modbus.open(modbus.config.parse({ timeout: '1 s', ...config }), tried.connecting)
  t.after(() => modbus.close(link))
  return { link, losses: tried.losses, until: tried.until }
}

const reading = async (t: TestContext, link: Awaited<ReturnType<typeof opened>>['link'], config: Record<string, unknown>) => {
  const tried = outsideOf(link)
  const node = await read.open(read.config.parse({ connection: 'plc', every: '50 ms', ...config }), tried.outside)
  t.after(() => node.close())
  return tried
}

const put = async (
  link: Awaited<ReturnType<typeof opened>>['link'],
  config: Record<string, unknown>,
  value: unknown,
): Promise<Outcome | undefined> => {
  const writes = write.writes?.(write.config.parse({ connection: 'plc', ...config }), { value }, { key: '', time: 0, quality: 0 }) ?? []
  return (
    await modbus.write?.(
      link,
      writes.map((one, i) => ({ ...one, id: `${i}` })),
    )
  )?.[0]
}

const tags = [
  { name: 'flow', table: 'holding', address: 0, type: 'float32', unit: 'm³/h', key: 'plant1/p1' },
  { name: 'swapped', table: 'holding', address: 2, type: 'float32', order: 'CDAB', key: 'plant1/p1' },
  { name: 'level', table: 'holding', address: 4, type: 'int16', scale: 0.1, key: 'plant1/p2' },
  { name: 'big', table: 'holding', address: 60, type: 'int64' },
  { name: 'minus', table: 'input', address: 10, type: 'int16' },
  { name: 'run', table: 'coil', address: 2, type: 'bool' },
  { name: 'fault', table: 'discrete', address: 6, type: 'bool' },
]

const valuesOf = (rows: readonly { readonly ports: Readonly<Record<string, unknown>> }[]) =>
  Object.assign({}, ...rows.map((row) => row.ports)) as Record<string, { value: unknown; quality: number }>

const rounds = async (t: TestContext, config: Record<string, unknown>) => {
  const { link } = await opened(t, config)
  const { rows, until } = await reading(t, link, { tags })
  await until(() => rows.length >= 3 && rows)
  const values = valuesOf(rows)
  assert.equal(values['flow']?.value, Math.fround(123.456))
  assert.equal(values['swapped']?.value, Math.fround(123.456))
  assert.equal(values['level']?.value, 10)
  assert.equal(values['minus']?.value, -1)
  assert.equal(values['run']?.value, true)
  assert.equal(values['fault']?.value, true)
  assert.equal(values['big']?.value, undefined)
  assert.deepEqual(
    rows
      .slice(0, 3)
      .map((row) => row.key)
      .sort(),
    ['', 'plant1/p1', 'plant1/p2'],
  )
  return { link, rows, until }
}

test('Modbus TCP: tags of one asset arrive together, written values are seen, other units answer', { skip }, async (t) => {
  const port = await freePort()
  const device = await pymodbus({ over: 'tcp', port }, units)
  t.after(() => device.stop())
  const { link, rows, until } = await rounds(t, { port })

  assert.equal(await modbus.test?.(link), 'unit 1 answers')
  await device.set('holding', 4, [250])
  await until(() => valuesOf(rows)['level']?.value === 25)

  assert.equal(await put(link, { address: 5, type: 'int16', scale: 0.1 }, -12.5), 'taken')
  assert.deepEqual(await device.get('holding', 5, 1), [0x10000 - 125])
  assert.equal(await put(link, { address: 5, type: 'float32', order: 'CDAB' }, 12.375), 'taken')
  assert.deepEqual(await device.get('holding', 5, 2), [0x0000, 0x4146])
  assert.equal(await put(link, { address: 5, type: 'bool', bit: 3 }, true), 'taken')
  assert.deepEqual(await device.get('holding', 5, 2), [0x0008, 0x4146])
  assert.equal(await put(link, { table: 'coil', address: 1, type: 'bool' }, true), 'taken')
  assert.deepEqual(await device.get('coil', 0, 3), [1, 1, 1])
  assert.equal(await put(link, { unitId: 7, address: 0, type: 'uint16' }, 778), 'taken')
  assert.deepEqual(await device.get('holding', 0, 1, 7), [778])
  assert.match(JSON.stringify(await put(link, { address: 5, type: 'int16' }, 70000)), /does not fit/)
  assert.match(JSON.stringify(await put(link, { address: 999, type: 'int16' }, 1)), /refused.*[Ii]llegal data address/)

  if (!lacking('mbpoll')) {
    const { stdout } = await promisify(execFile)('mbpoll', [
      '-m',
      'tcp',
      '-0',
      '-1',
      '-q',
      '-r',
      '5',
      '-c',
      '2',
      '-t',
      '4',
      '-p',
      `${port}`,
      '127.0.0.1',
    ])
    assert.match(stdout, /\[5\]:\s+8\n\[6\]:\s+16710/)
  }
})

test('a tag that the device refuses is Bad and named, the others go on, and it is not asked for again at once', { skip }, async (t) => {
  const port = await freePort()
  const device = await pymodbus({ over: 'tcp', port }, units)
  t.after(() => device.stop())
  const { link } = await opened(t, { port })
  const missing = { name: 'missing', table: 'holding', address: 8, type: 'uint16' }
  const { rows, troubles, until } = await reading(t, link, { tags: [...tags, missing] })
  await until(() => rows.length >= 9 && rows)
  const values = valuesOf(rows)
  assert.equal(values['missing']?.quality, 0x80890000)
  assert.equal(values['flow']?.value, Math.fround(123.456))
  assert.equal(troubles.length, 1)
  assert.match(troubles[0] ?? '', /^missing: .*[Ii]llegal data address/)
})

test('RTU frames over TCP', { skip }, async (t) => {
  const port = await freePort()
  const device = await pymodbus({ over: 'rtu-over-tcp', port }, units)
  t.after(() => device.stop())
  await rounds(t, { over: 'rtu-over-tcp', port })
})

test('RTU on a serial line; a device that does not answer is Bad beside one that does', { skip: skip || lacking('socat') }, async (t) => {
  const line = await cable()
  const device: Pymodbus = await pymodbus({ over: 'rtu', path: line.ends[0] }, units)
  t.after(async () => {
    await device.stop()
    await line.stop()
  })
  const config = { over: 'rtu', path: line.ends[1], baudRate: 19200 }
  const { link } = await rounds(t, config)
  const silent = await reading(t, link, { unitId: 99, tags: [tags[0]], every: '200 ms' })
  await silent.until(() => silent.rows.length > 0)
  assert.equal(valuesOf(silent.rows)['flow']?.quality, 0x800a0000)
  const other = await reading(t, link, { unitId: 7, tags: [{ name: 'a', table: 'holding', address: 0, type: 'uint16' }], every: '200 ms' })
  await other.until(() => valuesOf(other.rows)['a']?.value === 777)
  assert.equal(await put(link, { address: 6, type: 'uint16' }, 4321), 'taken')
  assert.deepEqual(await device.get('holding', 6, 1), [4321])
})

test('a device that dies is called lost, one that is not there fails to open', { skip }, async (t) => {
  const port = await freePort()
  const device = await pymodbus({ over: 'tcp', port }, units)
  const { link, losses, until } = await opened(t, { port })
  await device.stop('SIGKILL')
  await until(() => losses.length > 0)
  await assert.rejects(link.read(1, 'holding', 0, 1), /closed/)
  await assert.rejects(opened(t, { port }), /ECONNREFUSED/)
})

test('a device that is silent for good is called lost', { skip: lacking('socat') }, async (t) => {
  const line = await cable()
  t.after(() => line.stop())
  const { link, losses } = await opened(t, { over: 'rtu', path: line.ends[1], timeout: '50 ms' })
  for (let i = 0; i < 4; i++) await assert.rejects(link.read(1, 'holding', 0, 1), /Timed out/)
  assert.equal(losses.length, 1)
})
