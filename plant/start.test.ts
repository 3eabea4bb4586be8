/** The plant as a whole: who may reach it, what its flags do, how it fails. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startPlant } from './start.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'plant-'))
after(() => rmSync(dataDir, { recursive: true }))

const other = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && !address.internal && address.family === 'IPv4')?.address

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('no protocol listens on any interface but the loopback', { skip: other ? false : 'this machine has no other interface' }, async () => {
  const plant = await startPlant({ opcuaPort: 0, modbusPort: 0, mqttPort: 0, dataDir })
  const reach = async (host: string, address: string) => {
    const socket = connect({ host, port: Number(new URL(address).port) })
    const [error] = await Promise.race([once(socket, 'connect').then(() => []), once(socket, 'error')]).catch((cause: unknown) => [cause])
    socket.destroy()
    return error === undefined ? 'reached' : String(error)
  }
  for (const address of Object.values(plant.addresses)) {
    assert.equal(await reach('127.0.0.1', address), 'reached')
    assert.match(await reach(other ?? '', address), /ECONNREFUSED/)
  }
  await plant.close()
})

test('a protocol that is not asked for stays out, and a planned fault comes and goes by plant time', async () => {
  const faults = [{ fault: 'line1.jam', at: 10, until: 60 }] as const
  const plant = await startPlant({ modbusPort: 0, dataDir, speed: 40, faults })
  assert.deepEqual(Object.keys(plant.addresses), ['modbus'])
  await wait(600)
  assert.deepEqual(plant.activeFaults(), ['line1.jam'])
  assert.equal(plant.read().line1.state, 'Aborted')
  await wait(1500)
  assert.deepEqual(plant.activeFaults(), [])
  await plant.close()
})

test('a taken port is refused with its cause, and nothing stays open', async () => {
  const first = await startPlant({ modbusPort: 0, dataDir })
  const modbusPort = Number(new URL(first.addresses.modbus ?? '').port)
  for (const ports of [{ modbusPort }, { mqttPort: modbusPort }, { opcuaPort: modbusPort }]) {
    await assert.rejects(startPlant({ ...ports, dataDir }), (error: Error) =>
      /EADDRINUSE|in use/.test(`${error.cause} ${(error.cause as Error).cause}`),
    )
  }
  await first.close()
})

test('the command prints its addresses, stops on SIGTERM, and names a wrong fault', async () => {
  const run = (...rest: string[]) =>
    spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--opcua-port', 'off', '--mqtt-port', 'off', ...rest])
  const good = run('--modbus-port', '0', '--json')
  const [line] = await once(good.stdout, 'data')
  assert.match(JSON.parse(String(line)).modbus, /^tcp:\/\/127\.0\.0\.1:\d+$/)
  good.kill('SIGTERM')
  assert.deepEqual(await once(good, 'exit'), [0, null])
  const wrong = run('--fault', 'b3.melting')
  const [[why], [code]] = await Promise.all([once(wrong.stderr, 'data'), once(wrong, 'exit')])
  assert.match(String(why), /b2\.overheating/)
  assert.equal(code, 2)
})
