/** The broker and its topics seen with mosquitto's own clients. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Plant, startPlant } from './start.ts'

const skip = spawnSync('mosquitto_sub', ['--help']).error ? 'mosquitto-clients is not installed' : false
const dataDir = mkdtempSync(join(tmpdir(), 'plant-'))
let plant: Plant

before(async () => {
  plant = await startPlant({ mqttPort: 0, dataDir, speed: 10, publishMs: 100 })
})
after(async () => {
  await plant.close()
  rmSync(dataDir, { recursive: true })
})

const broker = () => ['-h', '127.0.0.1', '-p', new URL(plant.addresses.mqtt ?? assert.fail('no address')).port]

async function hear(topic: string, count = 1, ...more: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('mosquitto_sub', [...broker(), '-t', topic, '-C', `${count}`, '-W', '5', ...more])
  return stdout.trim().split('\n')
}

/** mosquitto_rr subscribes to the answer before it says the command. */
async function ask(unit: string, body: unknown): Promise<{ ok: boolean; why?: string }> {
  const topics = ['-t', `plant1/${unit}/command`, '-e', `plant1/${unit}/answer`]
  const { stdout } = await promisify(execFile)('mosquitto_rr', [
    ...[...broker(), '-V', 'mqttv311', '-W', '5', ...topics, '-m', JSON.stringify(body)],
  ])
  return JSON.parse(stdout)
}

test('boilers speak plain text', { skip }, async () => {
  const [text = ''] = await hear('plant1/b1/temperature')
  assert.match(text, /^\d\d\.\d\d$/)
  assert.ok(Math.abs(Number(text) - plant.read().b1.shown.temperature) < 3)
})

test('the line speaks JSON, and who comes late hears its birth and state', { skip }, async () => {
  assert.equal(JSON.parse((await hear('plant1/packing/line1/birth'))[0] ?? '').name.zh, '1号包装线')
  assert.deepEqual(await hear('plant1/packing/line1/online'), ['true'])
  const stated = async () => JSON.parse((await hear('plant1/packing/line1/state'))[0] ?? '').state
  /** What is published is up to a second old, and the line may just have changed. */
  for (let tries = 1; (await stated()) !== plant.read().line1.state; tries++) assert.ok(tries < 5)
  const [first, second] = (await hear('plant1/packing/line1/counters', 8)).flatMap((text, at) =>
    at === 0 || at === 7 ? [JSON.parse(text)] : [],
  )
  assert.ok(second.total > first.total && second.total === second.good + second.reject)
})

test('commands act, and what cannot be is refused with the reason', { skip }, async () => {
  assert.deepEqual(await ask('line1', { speed: 90 }), { ok: true })
  assert.equal(plant.read().line1.setSpeed, 90)
  const refused = await ask('b1', { setPoint: 400 })
  assert.equal(refused.ok, false)
  assert.match(refused.why ?? '', /86/)
  assert.match((await ask('faults', { fault: 'b9.melting', on: true })).why ?? '', /there is no fault "b9.melting"/)
  assert.equal((await ask('boilers', 'not an object')).ok, false)
})

test('a fault switched on over MQTT is listed, and a broken sensor falls silent', { skip }, async () => {
  assert.deepEqual(await ask('faults', { fault: 'b2.broken', on: true }), { ok: true })
  assert.deepEqual(plant.activeFaults(), ['b2.broken'])
  assert.deepEqual(JSON.parse((await hear('plant1/faults/active'))[0] ?? '').faults, ['b2.broken'])
  await new Promise((resolve) => setTimeout(resolve, 400))
  const heard = await hear('plant1/+/temperature', 6, '-v')
  assert.deepEqual(new Set(heard.map((text) => text.split('/')[1])), new Set(['b1']))
  await plant.fault('b2.broken', false)
})

test('a link loss drops the clients, and the broker comes back with its retained messages', { skip }, async () => {
  await plant.fault('link.mqtt', true)
  await assert.rejects(hear('plant1/#'), /refused/i)
  await plant.fault('link.mqtt', false)
  assert.deepEqual(await hear('plant1/packing/line1/online'), ['true'])
})
