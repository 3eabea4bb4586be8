/** The edge form alone, in an empty folder outside the repository, does what the checkout does. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { command } from './command.ts'
import { buildEdge } from './edge/build.ts'
import { megabytesBelow } from './edge/size.ts'
import { root } from './root.ts'

const temporary = await mkdtemp(join(tmpdir(), 'millrace-edge-'))
const [edge, here, there] = ['edge', 'plant', 'empty'].map((name) => join(temporary, name)) as [string, string, string]

before(() => buildEdge({ folder: edge, platform: `${process.platform}-${process.arch}`, node: false }))
after(() => rm(temporary, { recursive: true, force: true }))

/** Nothing of this checkout can be found by its surroundings; the Node that runs this is on the PATH. */
const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, LANG: 'C' }

const good = async (program: string, words: readonly string[], cwd: string): Promise<string> => {
  const { code, output } = await command(program, words, { cwd, env })
  assert.equal(code, 0, output)
  return output
}
const checkout = (...words: string[]) => good(process.execPath, [join(root, 'runtime/main.ts'), ...words], here)
const boxed = (...words: string[]) => good(join(edge, 'millrace'), words, there)

const source = `history:
    is: file/read-csv
    config: { file: history.csv, time: time, key: asset, columns: [{ name: hot, type: number, unit: °C }] }`

const flows = {
  shift: `millrace: 1
name: Shift
nodes:
  ${source}
  fahrenheit:
    is: math/convert
    in: { value: history.hot }
    config: { to: °F }
  kept:
    is: file/write-csv
    in: { value: fahrenheit.value }
    config: { file: kept.csv, columns: [{ name: value, type: number }] }
  stored:
    is: sql/write
    in: { value: fahrenheit.value }
    config: { connection: results, table: kept, columns: [{ name: value, type: number }] }
tests:
  reads in another unit:
    - { feed: history, hot: 95, key: b1 }
    - { expect: kept, value: 203, key: b1 }
`,
  written: `millrace: 1
name: Written by a user
nodes:
  ${source}
  high:
    is: alarm/high
    in: { value: history.hot }
    config: { limit: 90 }
  sum:
    is: code/function
    in: { value: history.hot }
    config:
      code: |
        export default function (inputs: { value: number }, state: number | null, at) {
          const sum = (state ?? 0) + inputs.value + (at.time % 7)
          return { value: sum, state: sum }
        }
  kept:
    is: file/write-csv
    in: { value: sum.value }
    config: { file: sums.csv, columns: [{ name: value, type: number }] }
`,
}

const minutes = Array.from({ length: 200 }, (_, i) => ({ time: Date.UTC(2026, 0, 5, 0, i), asset: `b${i % 3}`, hot: 80 + ((i * 7) % 23) }))
const history = ['time,asset,hot', ...minutes.map(({ time, asset, hot }) => `${new Date(time).toISOString()},${asset},${hot}`), ''].join(
  '\n',
)
const journal = minutes.map(
  ({ time, asset, hot }) => `${JSON.stringify({ node: 'history', port: 'hot', key: asset, value: hot, time, now: time })}\n`,
)

test('a packed project has the same effects on the edge form as in the checkout, byte for byte', async () => {
  await checkoutProject()
  await mkdir(join(there, 'data'), { recursive: true })
  await copyFile(join(here, 'plant.millrace'), join(there, 'plant.millrace'))
  for (const folder of [here, there]) {
    await writeFile(join(folder, 'journal.jsonl'), journal)
    await writeFile(join(folder, 'data/history.csv'), history)
  }
  const [expected, folded] = await Promise.all([
    checkout('fold', 'flows/written.flow.yaml', 'journal.jsonl'),
    boxed('fold', 'plant.millrace', 'journal.jsonl', '--flow', 'written'),
  ])
  assert.match(folded, /"kind":"alarm"/)
  assert.equal(folded, expected)
  await ran(process.execPath, [join(root, 'runtime/main.ts'), 'run', '.'], here)
  await ran(join(edge, 'millrace'), ['run', 'plant.millrace'], there)
  assert.deepEqual(results(there), results(here))
})

test('the edge form tests a bundle, knows every node, and says that it has no editor', async () => {
  assert.match(await boxed('test', 'plant.millrace'), /1 passed, 0 failed\n$/)
  assert.equal(await boxed('nodes', '--json'), await checkout('nodes', '--json'))
  const { code, output } = await command(join(edge, 'millrace'), ['start'], { cwd: there, env })
  assert.deepEqual([code, /the edge form has no editor/.test(output)], [3, true])
})

test('every driver loads in the edge form, and it stays small', async () => {
  const { dependencies } = JSON.parse(await readFile(join(edge, 'package.json'), 'utf8'))
  const names = Object.keys(dependencies)
  const loading = `for (const name of ${JSON.stringify(names)}) await import(name)
    process.exit(0)`
  await writeFile(join(edge, 'loading.mjs'), loading)
  assert.ok(names.length > 5)
  await good(process.execPath, ['loading.mjs'], edge)
  const prebuilt = await readdir(join(edge, 'node_modules/@serialport/bindings-cpp/prebuilds'))
  assert.equal(prebuilt.length, 1)
  assert.ok(megabytesBelow(edge) < 80)
})

const checkoutProject = async (): Promise<void> => {
  await mkdir(join(here, 'flows'), { recursive: true })
  await mkdir(join(here, 'data'))
  await writeFile(join(here, 'millrace.yaml'), 'millrace: 1\nname: Plant\n')
  await writeFile(join(here, 'connections.yaml'), 'millrace: 1\nconnections:\n  results: { is: sql/sqlite }\n')
  for (const [name, text] of Object.entries(flows)) await writeFile(join(here, `flows/${name}.flow.yaml`), text)
  await checkout('pack', '.', '-o', 'plant.millrace')
}

/** Runs until everything is written, then stops it as a service manager would. */
const ran = async (program: string, words: readonly string[], folder: string): Promise<void> => {
  const child = spawn(program, words, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  const deadline = Date.now() + 30_000
  while (results(folder).some((part) => part.length < minutes.length) && child.exitCode === null && Date.now() < deadline) await sleep(50)
  child.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null])
}

/** The lines of both files and the rows of the table, as far as they are there. */
const results = (folder: string) => [...['kept.csv', 'sums.csv'].map((file) => linesOf(join(folder, 'data', file))), rowsOf(folder)]

const linesOf = (file: string): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(1, -1) : [])

const rowsOf = (folder: string): readonly unknown[] => {
  const database = new DatabaseSync(join(folder, 'data/millrace.db'), { timeout: 5_000 })
  try {
    const there = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'kept'").get()
    return there ? database.prepare('SELECT time, asset, quality, value FROM kept ORDER BY time').all() : []
  } finally {
    database.close()
  }
}
