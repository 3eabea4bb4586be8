/** New projects, from nothing and from templates. */
import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeFlow } from '@millrace/flow/write.ts'
import { checkProject } from './check-project.ts'
import { addTemplate, createProject } from './create.ts'
import { dataFile } from './data.ts'
import { boiler, catalogue, codes, ok, project, temporary } from './fixture.ts'
import { listTemplates, readTemplate } from './template.ts'

const description = `millrace: 1
name: boiler
version: 1.0.0
title: { en: Boiler, zh: 锅炉 }
doc: { en: Watches a boiler., zh: 监视锅炉。 }
licence: Apache-2.0
publisher: Millrace
roles:
  plc: { is: plc/connection, says: { en: "The boiler's PLC", zh: 锅炉 PLC }, equipment: true, config: { host: 127.0.0.1 } }
parameters:
  limit: { says: { en: Where it rings, zh: 报警值 }, default: 80 }
flows: [boiler]
recording: recording.jsonl
`

const template = async (text = description) => {
  const folder = join(await temporary(), 'boiler')
  await mkdir(folder)
  await writeFile(join(folder, 'template.yaml'), text)
  await writeFile(join(folder, 'boiler.flow.yaml'), writeFlow({ ...boiler, parameters: { limit: { type: 'number', default: 90 } } }))
  await writeFile(join(folder, 'recording.jsonl'), '')
  return folder
}

test('a new project is made for git and opens again', async () => {
  const { folder, settings } = await project()
  assert.deepEqual((await readdir(folder)).sort(), ['.gitignore', '.millrace', 'connections.yaml', 'environments', 'millrace.yaml'])
  assert.match(await readFile(join(folder, '.gitignore'), 'utf8'), /^\.millrace\/$/m)
  assert.deepEqual(settings, { millrace: 1, name: 'Plant', timeZone: 'Asia/Shanghai', languages: ['en', 'zh'], environment: 'dev' })
  assert.deepEqual(codes(await createProject(folder)), ['project'])
})

test('a template brings flows with its defaults, and connections by their role', async () => {
  const plant = ok(await createProject(join(await temporary(), 'plant'), { template: await template(), language: 'zh' }))
  assert.deepEqual(await plant.flows.list(), ['boiler'])
  assert.equal(ok(await plant.flows.read('boiler')).read.document?.parameters?.limit?.default, 80)
  assert.deepEqual(plant.connections.all().get('plc'), {
    name: 'plc',
    is: 'plc/connection',
    says: '锅炉 PLC',
    equipment: true,
    config: { host: '127.0.0.1' },
  })
  const { faults, flows } = await checkProject(plant, catalogue)
  assert.deepEqual(faults, [])
  assert.deepEqual([...flows.keys()], ['boiler'])
  const again = ok(await readTemplate(await template()))
  assert.deepEqual(ok(await addTemplate(plant, again)), ['boiler2'])
  assert.deepEqual(ok(await addTemplate(plant, again, { flow: 'kettle' })), ['kettle'])
})

test('a project tells every fault of every flow, with its file', async () => {
  const plant = await project()
  await mkdir(join(plant.folder, 'flows'))
  await writeFile(join(plant.folder, 'flows/a.flow.yaml'), 'millrace: 1\nname: A\nnodes:\n  x: { is: nowhere/at-all }\n')
  await writeFile(join(plant.folder, 'flows/b.flow.yaml'), 'millrace: 1\nname: B\nnodes: [')
  const { faults, flows } = await checkProject(plant, catalogue)
  assert.equal(flows.size, 0)
  assert.deepEqual([...new Set(faults.map(({ file, line }) => `${file}:${line}`))], ['flows/a.flow.yaml:4', 'flows/b.flow.yaml:3'])
})

test('a template that lacks something, or reaches out of its folder, is refused', async () => {
  assert.deepEqual(codes(await readTemplate(join(await temporary(), 'nowhere'))), ['file-missing'])
  assert.deepEqual(codes(await readTemplate(await template(description.replace('[boiler]', '[boiler, other]')))), ['file-missing'])
  assert.deepEqual(codes(await readTemplate(await template(description.replace('[boiler]', '[../boiler]')))), ['bad-name'])
  assert.deepEqual(codes(await readTemplate(await template(description.replace('recording.jsonl', '../x.jsonl')))), ['file-missing'])
  assert.deepEqual(codes(await readTemplate(await template(description.replace('1.0.0', 'one')))), ['shape'])
  const evil = await template()
  await symlink('/etc/hostname', join(evil, 'other.flow.yaml'))
  await writeFile(join(evil, 'template.yaml'), description.replace('[boiler]', '[other]'))
  assert.deepEqual(codes(await readTemplate(evil)), ['project'])
})

test('templates are listed by name, broken ones left out', async () => {
  const good = await template()
  await mkdir(join(good, '../broken'))
  const found = await listTemplates([join(good, '..'), join(good, '../nowhere')])
  assert.deepEqual([...found.keys()], ['boiler'])
})

test('files of flows lie in the data folder, wherever a config points', async () => {
  const { folder } = await project()
  const file = dataFile(folder)
  assert.equal(file('a/b.csv'), join(folder, 'data/a/b.csv'))
  await symlink('/etc', join(folder, 'data/link'))
  for (const path of ['../x', '/etc/passwd', 'a/../../x', 'link/passwd', 'a\0b']) assert.throws(() => file(path), /not inside/)
})
