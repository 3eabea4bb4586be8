/** Connections: what they are for in the project, where they are in the environment. */
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { catalogue, codes, ok, project } from './fixture.ts'
import { openProject } from './open.ts'
import { connectionSetup } from './setup.ts'

test('a connection has its role in the project and its address in the environment', async () => {
  const { folder, connections } = await project()
  ok(await connections.set('plc', { is: 'plc/connection', says: 'The boiler', equipment: true, config: { host: '10.0.0.5' } }))
  assert.deepEqual(connections.all().get('plc')?.config, { host: '10.0.0.5' })
  assert.equal(
    await readFile(join(folder, 'connections.yaml'), 'utf8'),
    'millrace: 1\n\nconnections:\n  plc:\n    is: plc/connection\n    says: The boiler\n    equipment: true\n',
  )
  assert.equal(await readFile(join(folder, 'environments/dev.yaml'), 'utf8'), 'millrace: 1\n\nconnections:\n  plc:\n    host: 10.0.0.5\n')
  const test = ok(await openProject(folder, { environment: 'test' }))
  assert.deepEqual(test.connections.all().get('plc')?.config, {})
})

test('the allow-list stays when the rest is set again, and comments stay when it is written', async () => {
  const { folder, connections } = await project()
  ok(await connections.set('plc', { is: 'plc/connection' }))
  const path = join(folder, 'connections.yaml')
  await writeFile(path, `# agreed with safety\n${await readFile(path, 'utf8')}`)
  ok(await connections.set('plc', { is: 'plc/connection', allow: [{ tag: 'valve', min: 0, max: 80, perMinute: 6 }], onRestart: 'disarm' }))
  ok(await connections.set('plc', { is: 'plc/connection', says: 'Boiler' }))
  assert.deepEqual(connections.all().get('plc')?.allow, [{ tag: 'valve', min: 0, max: 80, perMinute: 6 }])
  assert.match(await readFile(path, 'utf8'), /^# agreed with safety\n/)
  assert.match(await readFile(path, 'utf8'), /allow:\s+(- )?\[?.*tag: valve, min: 0, max: 80, perMinute: 6/)
  ok(await connections.remove('plc'))
  assert.equal(connections.all().size, 0)
  assert.deepEqual(codes(await connections.remove('plc')), ['project'])
})

test('what is wrong in a file is told with its line and leaves what was known', async () => {
  const { folder, connections } = await project()
  ok(await connections.set('plc', { is: 'plc/connection' }))
  await writeFile(join(folder, 'connections.yaml'), 'millrace: 1\nconnections:\n  plc:\n    iss: x\n    allow: [{ tag: a, min: low }]\n')
  const faults = await connections.reload()
  assert.deepEqual(faults.map(({ file, line, at }) => `${file}:${line} ${at}`).sort(), [
    'connections.yaml:3 connections.plc.is',
    'connections.yaml:4 connections.plc.iss',
    'connections.yaml:5 connections.plc.allow.0.min',
  ])
  assert.ok(connections.all().has('plc'))
  assert.deepEqual(codes(await connections.set('other', { is: 'plc/connection' })), ['shape', 'shape', 'shape'])
  assert.deepEqual(codes(await connections.set('../x', { is: 'plc/connection' })), ['bad-name'])
})

test('the runtime gets config, secrets, limits and what is armed', async () => {
  const plant = await project()
  ok(
    await plant.connections.set('plc', {
      is: 'plc/connection',
      config: { host: 'h' },
      allow: [{ tag: 'v', perMinute: 6 }],
      onRestart: 'disarm',
    }),
  )
  ok(await plant.secrets.set('plc', 'password', 'geheim'))
  ok(await plant.arming.arm('plc', { by: 'ann', at: Date.now() - 60_000, paths: ['old'] }))
  const setup = connectionSetup(plant, catalogue.connections)
  const { folder, ...given } = setup('plc') ?? { folder: '' }
  assert.deepEqual(given, {
    kind: 'plc/connection',
    config: { host: 'h' },
    secrets: { password: 'geheim' },
    equipment: true,
    allow: [{ tag: 'v', rate: 6 }],
    armed: [],
  })
  assert.ok(folder.startsWith(plant.folder))
  ok(await plant.arming.arm('plc', { by: 'ann', at: Date.now() + 1, paths: ['new'] }))
  assert.deepEqual(setup('plc')?.armed, ['new'])
  assert.equal(setup('nowhere'), undefined)
})

test('a project that is not one, or whose settings are broken, says so', async () => {
  const { folder } = await project()
  assert.deepEqual(codes(await openProject(join(folder, 'nowhere'))), ['file-missing'])
  await mkdir(join(folder, 'x'))
  await writeFile(join(folder, 'x/millrace.yaml'), 'millrace: 1\nname: X\ntimeZone: Mars/Olympus\nlanguages: [fr]\n')
  const broken = await openProject(join(folder, 'x'))
  assert.deepEqual('faults' in broken && broken.faults.map(({ at, line }) => `${line} ${at}`), ['3 timeZone', '4 languages.0'])
  assert.deepEqual(codes(await openProject(folder, { environment: '../../etc' })), ['bad-name'])
})
