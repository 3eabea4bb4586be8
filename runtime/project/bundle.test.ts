/** A packed flow is whole, and a changed one is refused. */
import assert from 'node:assert/strict'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { packBundle, readBundle, readBundleFile } from './bundle.ts'
import { boiler, catalogue, codes, ok, project, temporary } from './fixture.ts'

const packed = async (addresses = false) => {
  const plant = await project()
  ok(await plant.connections.set('plc', { is: 'plc/connection', equipment: true, config: { host: '10.0.0.5' } }))
  ok(await plant.secrets.set('plc', 'password', 'canary-4711'))
  const release = ok(await plant.releases.make({ documents: new Map([['boiler', boiler]]), catalogue, author: 'ann', message: 'm' }))
  const text = packBundle({ name: 'Plant', timeZone: 'UTC', release, connections: plant.connections.all().values(), addresses })
  return { text, release }
}

test('a bundle holds the release and its connections, no secret, and addresses only when asked for', async () => {
  const { text, release } = await packed()
  const bundle = ok(readBundle(text, 'plant.millrace'))
  assert.deepEqual(bundle.release, release)
  assert.deepEqual(bundle.connections.get('plc'), { is: 'plc/connection', equipment: true, name: 'plc', config: {} })
  assert.doesNotMatch(text, /canary|10\.0\.0\.5/)
  const whole = ok(readBundle((await packed(true)).text, 'plant.millrace'))
  assert.deepEqual(whole.connections.get('plc')?.config, { host: '10.0.0.5' })
})

test('a bundle with one changed sign is refused', async () => {
  const { text } = await packed()
  assert.deepEqual(codes(readBundle(text.replace('"by":3', '"by":4'), 'x')), ['project'])
  for (let n = 0; n < 300; n++) {
    const at = (n * 7919) % (text.length - 1)
    const sign = text[at] === 'x' ? 'y' : 'x'
    assert.ok('faults' in readBundle(text.slice(0, at) + sign + text.slice(at + 1), 'x'), text.slice(at - 20, at + 20))
  }
})

test('what is no bundle is refused: other JSON, bombs, prototypes, giants', async () => {
  for (const text of ['', '{}', '[]', 'null', '{"__proto__":{"polluted":1}}', '['.repeat(100_000), '{"millrace":"bundle 1"}'])
    assert.ok('faults' in readBundle(text, 'x'), text.slice(0, 20))
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  const folder = await temporary()
  await writeFile(join(folder, 'giant.millrace'), '')
  await truncate(join(folder, 'giant.millrace'), 1_000_000_000)
  assert.deepEqual(codes(await readBundleFile(join(folder, 'giant.millrace'))), ['file-too-large'])
  assert.deepEqual(codes(await readBundleFile(folder)), ['file-missing'])
})
