/** Secrets lie encrypted, and leave only towards a connection. */
import assert from 'node:assert/strict'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { codes, ok, project, temporary } from './fixture.ts'
import { openSecrets } from './secrets.ts'
import { turns } from './turns.ts'

const secretsIn = async (folder: string, env = {}) => openSecrets(folder, turns(join(folder, '.millrace/locks')), env)

const store = '.millrace/secrets/sealed.json'
const key = '.millrace/secrets/key'

test('a secret is there after a restart, and nowhere on disk in the clear', async () => {
  const { folder, secrets } = await project()
  ok(await secrets.set('plc', 'password', 'canary-4711'))
  const again = ok(await secretsIn(folder))
  assert.equal(again.get('plc', 'password'), 'canary-4711')
  assert.ok(again.has('plc', 'password') && !again.has('plc', 'other'))
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile()) assert.doesNotMatch(await readFile(join(file.parentPath, file.name), 'latin1'), /canary/)
  assert.equal((await stat(join(folder, key))).mode & 0o777, 0o600)
  assert.equal((await stat(join(folder, store))).mode & 0o777, 0o600)
  ok(await again.set('plc', 'password', null))
  assert.equal(again.get('plc', 'password'), undefined)
})

test('an environment variable wins over what is kept', async () => {
  const folder = await temporary()
  const secrets = ok(await secretsIn(folder, { MILLRACE_SECRET_HALL_2_PLC_PASSWORD: 'from outside' }))
  ok(await secrets.set('hall-2-plc', 'password', 'kept'))
  assert.equal(secrets.get('hall-2-plc', 'password'), 'from outside')
})

test('a sealed text that was changed, or put in another place, opens nothing', async () => {
  const folder = await temporary()
  const secrets = ok(await secretsIn(folder))
  ok(await secrets.set('a', 'password', 'one'))
  ok(await secrets.set('b', 'password', 'two'))
  const kept = JSON.parse(await readFile(join(folder, store), 'utf8'))
  const { 'a/password': a, 'b/password': b } = kept
  await writeFile(join(folder, store), JSON.stringify({ 'a/password': b, 'b/password': { ...b, text: a.text } }))
  const moved = ok(await secretsIn(folder))
  assert.equal(moved.get('a', 'password'), undefined)
  assert.equal(moved.get('b', 'password'), undefined)
})

test('a key that others may read, and a damaged store, are refused', { skip: process.platform === 'win32' }, async () => {
  const folder = await temporary()
  ok(await secretsIn(folder))
  await chmod(join(folder, key), 0o644)
  assert.deepEqual(codes(await secretsIn(folder)), ['project'])
  await chmod(join(folder, key), 0o600)
  await writeFile(join(folder, store), '{"a/b": 5}')
  assert.deepEqual(codes(await secretsIn(folder)), ['project'])
  await writeFile(join(folder, key), 'short')
  assert.equal(codes(await secretsIn(folder)).length, 1)
})

test('secrets of a connection that has gone are forgotten', async () => {
  const secrets = ok(await secretsIn(await temporary()))
  ok(await secrets.set('a', 'x', '1'))
  ok(await secrets.set('ab', 'x', '2'))
  ok(await secrets.forget('a'))
  assert.deepEqual([secrets.has('a', 'x'), secrets.has('ab', 'x')], [false, true])
})
