/** Flows, projects and bundles run headless as a user runs them: as a child process. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** `hear` gets all of its output so far each time there is more, and may stop it. */
const millrace = (words: readonly string[], cwd: string, hear?: (out: string, stop: () => void) => void): Promise<Ended> => {
  const child = spawn(process.execPath, [main, ...words], { cwd, env: { ...process.env, LANG: 'C', LC_ALL: 'C' } })
  let out = ''
  let err = ''
  const stop = () => void (child.killed || child.kill('SIGTERM'))
  child.stdout.on('data', (chunk) => {
    out += chunk
    hear?.(out, stop)
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), 'millrace-'))

const counting = `millrace: 1
name: Counting
nodes:
  beat:
    is: flow/inject
    config: { every: 20 ms }
  count:
    is: logic/counter
    in: { up: beat.value }
  high:
    is: alarm/high
    in: { value: count.count }
    config: { limit: 3 }
  text:
    is: text/from-number
    in: { value: count.count }
  keep:
    is: file/write-text
    in: { text: text.text }
    config: { file: counts.txt, how: append }
`

const jsonLines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What of a run does not depend on the time of day. */
const effects = async (folder: string, out: string) => {
  const [alarm] = jsonLines(out).filter(({ kind }) => kind === 'alarm')
  const { state, value, limit, level } = (alarm?.['alarm'] ?? {}) as Readonly<Record<string, unknown>>
  const kept = (await readFile(join(folder, 'data/counts.txt'), 'utf8')).split('\n')
  return { alarm: [alarm?.['flow'], alarm?.['node'], state, value, limit, level], kept: kept.slice(0, 10) }
}

test('a packed flow has the same effects in an empty folder', async () => {
  const [here, there] = [await temporary(), await temporary()]
  await writeFile(join(here, 'counting.flow.yaml'), counting)
  const [packed, first] = await Promise.all([
    millrace(['pack', 'counting.flow.yaml', '-o', join(there, 'counting.millrace'), '--json'], here),
    millrace(['run', 'counting.flow.yaml', '--for', '500 ms', '--json'], here),
  ])
  assert.deepEqual([packed.code, JSON.parse(packed.out).flows], [0, ['counting']])
  const second = await millrace(['run', 'counting.millrace', '--for', '500 ms', '--json'], there)
  assert.deepEqual([first.code, second.code], [0, 0], first.err + second.err)
  const same = await effects(here, first.out)
  assert.deepEqual(same.alarm, ['counting', 'high', 'B', 3, 3, 'hi'])
  assert.deepEqual(same.kept.slice(0, 3), ['1', '2', '3'])
  assert.deepEqual(await effects(there, second.out), same)
  const summary = jsonLines(second.out).at(-1)?.['flows'] as Readonly<Record<string, { readonly sent: number }>>
  assert.ok((summary['counting']?.sent ?? 0) > 10)
})

test('a flow that has nothing left to do runs on until it is told to stop', async () => {
  const folder = await temporary()
  await writeFile(join(folder, 'once.flow.yaml'), counting.replace('every: 20 ms', 'when: start'))
  const ran = await millrace(['run', 'once.flow.yaml', '--for', '300 ms'], folder)
  assert.deepEqual(ran, { code: 0, out: 'once: 1 sent, 0 alarm changes, 0 errors\n', err: '' })
})

test('a project is made, its first release with it, and it runs until it is told to stop', async () => {
  const folder = await temporary()
  assert.equal((await millrace(['new', 'plant'], folder)).code, 0)
  assert.equal((await millrace(['new', 'plant'], folder)).code, 1)
  assert.equal((await millrace(['run', 'plant'], folder)).code, 1)
  await mkdir(join(folder, 'plant/flows'), { recursive: true })
  await writeFile(join(folder, 'plant/flows/counting.flow.yaml'), counting)
  const ran = await millrace(['run', 'plant'], folder, (out, stop) => {
    if (/alarm .* counting\/high B hi/.test(out)) stop()
  })
  assert.deepEqual([ran.code, ran.err], [0, ''])
  assert.match(ran.out, /^Release 1 was made[\s\S]*counting: \d+ sent, 1 alarm changes, 0 errors\n$/)
  assert.deepEqual(await readdir(join(folder, 'plant/releases')), ['1'])
})

test('a project has one runtime at a time; a taken port is said, and a new link comes from the one that runs', async () => {
  const folder = await temporary()
  await Promise.all([millrace(['new', 'plant'], folder), millrace(['new', 'other'], folder)])
  let others: readonly Promise<Ended>[] = []
  const started = await millrace(['start', 'plant', '--port', '15471', '--json'], folder, (out, stop) => {
    if (!out.includes('"address"') || others.length > 0) return
    const words = [
      ['run', 'plant'],
      ['start', 'plant'],
      ['start', 'other', '--port', '15471'],
      ['start', 'plant', '--link', '--role', 'operator', '--user', 'ann'],
      ['start', 'other', '--host', '0.0.0.0'],
      ['start', 'other', '--role', 'king'],
    ]
    others = words.map((one) => millrace(one, folder))
    const entered = Promise.all(others).then((all) => fetch(all[3]?.out.trim() ?? ''))
    void entered.then(({ status }) => assert.equal(status, 200)).finally(stop)
  })
  const ended = await Promise.all(others)
  assert.deepEqual([started.code, ...ended.map(({ code }) => code)], [0, 3, 3, 3, 0, 3, 2])
  assert.match(ended[2]?.err ?? '', /port 15471 is taken/)
  assert.match(JSON.parse(started.out).link, /^http:\/\/127\.0\.0\.1:15471\/enter\//)
})

test('commands end with codes that scripts can branch on', async () => {
  const folder = await temporary()
  await writeFile(join(folder, 'bad.flow.yaml'), counting.replace('beat.value', 'gone.value'))
  await writeFile(join(folder, 'good.flow.yaml'), counting)
  await writeFile(join(folder, 'fake.millrace'), '{"millrace":"bundle 1"}')
  const codes = async (...words: string[]) => (await millrace(words, folder)).code
  const got = await Promise.all([
    codes('run', 'bad.flow.yaml', '--for', '1 s'),
    codes('run', 'fake.millrace'),
    codes('run', 'good.flow.yaml', '--for', 'ever'),
    codes('pack', 'good.flow.yaml', '-o', 'no/such/folder/x.millrace'),
    codes('new', 'x', '--template', 'nowhere'),
    codes('start', folder),
    codes('doctor', '--json'),
  ])
  assert.deepEqual(got, [1, 1, 2, 3, 2, 2, 0])
})
