/** The energy meter read and written with libmodbus (mbpoll), a stack that is not the server's. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Plant, startPlant } from './start.ts'

const skip = spawnSync('mbpoll', ['-h']).error ? 'mbpoll is not installed' : false
const dataDir = mkdtempSync(join(tmpdir(), 'plant-'))
let plant: Plant

before(async () => {
  plant = await startPlant({ modbusPort: 0, dataDir, speed: 4 })
})
after(async () => {
  await plant.close()
  rmSync(dataDir, { recursive: true })
})

/** mbpoll with addresses from 0; gives the numbers that it printed. */
async function poll(
  type: string,
  address: number,
  { count = 1, write, big = true }: { count?: number; write?: number; big?: boolean } = {},
) {
  const { port } = new URL(plant.addresses.modbus ?? assert.fail('no address'))
  const values = write === undefined ? ['-1', '-c', `${count}`] : []
  const order = big ? ['-B'] : []
  const target = ['127.0.0.1', ...(write === undefined ? [] : [`${write}`])]
  const { stdout } = await promisify(execFile)('mbpoll', [
    ...['-m', 'tcp', '-p', port, '-a', '1', '-0', '-t', type, '-r', `${address}`, ...order, ...values, ...target],
  ])
  return [...stdout.matchAll(/^\[\d+\]:\s+(\S+)/gm)].map(([, number]) => Number(number))
}

const near = (read: number | undefined, shown: number, by: number) =>
  assert.ok(read !== undefined && Math.abs(read - shown) < by, `${read} read, ${shown} shown`)

test('floats stand high word first, and again 100 further on low word first', { skip }, async () => {
  const { voltage, frequency } = plant.read().meter
  const read = await poll('4:float', 0, { count: 3 })
  assert.equal(read.length, 3)
  for (const [phase, volts] of voltage.entries()) near(read[phase], volts, 4)
  near((await poll('3:float', 122, { big: false }))[0], frequency, 0.2)
})

test('the energy counter is a uint32 in Wh and moves on', { skip }, async () => {
  const counter = async () => ((await poll('3:int', 30))[0] ?? Number.NaN) >>> 0
  const first = await counter()
  near(first, plant.read().meter.energy, 2000)
  near(((await poll('3:int', 130, { big: false }))[0] ?? Number.NaN) >>> 0, first, 2000)
  await new Promise((resolve) => setTimeout(resolve, 600))
  assert.ok((await counter()) > first)
})

test('temperature is an int16 in tenths, and the discrete inputs are the bits of register 42', { skip }, async () => {
  near((await poll('3', 40))[0], plant.read().meter.temperature * 10, 20)
  const [bits = 0] = await poll('3', 42)
  const inputs = await poll('1', 0, { count: 6 })
  assert.equal(
    inputs.reduce((sum, bit, index) => sum + (bit << index), 0),
    bits,
  )
})

test('the capacitors and the demand limit can be written, what is out of range or elsewhere is refused', { skip }, async () => {
  await poll('0', 0, { write: 0 })
  assert.equal(plant.read().meter.capacitors, false)
  await poll('4', 200, { write: 90 })
  assert.deepEqual(await poll('4', 200), [90])
  await assert.rejects(poll('4', 200, { write: 2000 }), /Illegal data value/i)
  await assert.rejects(poll('4', 0, { write: 1 }), /Illegal data address/i)
  await assert.rejects(poll('3', 60), /Illegal data address/i)
})

test('a link loss refuses connections until it is over', { skip }, async () => {
  await plant.fault('link.modbus', true)
  await assert.rejects(poll('3', 40), /Connection refused|Connection failed/i)
  await plant.fault('link.modbus', false)
  assert.equal((await poll('3', 40)).length, 1)
})
