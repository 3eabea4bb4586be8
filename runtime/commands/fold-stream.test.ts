/** `millrace fold` as a part of pipes: streams of any length, readers that go away, state that goes on in another process. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { randomFrom } from '@millrace/engine/proof/random.ts'
import { millrace, rows, start, temporary } from './as-user.ts'

const template = (file: string) => fileURLToPath(new URL(`../../templates/boiler-watch/${file}`, import.meta.url))

let cwd = ''
before(async () => {
  cwd = await temporary()
  await copyFile(template('boiler-watch.flow.yaml'), join(cwd, 'boiler.flow.yaml'))
  await copyFile(template('recording.jsonl'), join(cwd, 'recording.jsonl'))
})
after(() => rm(cwd, { recursive: true }))

/** Highest resident memory so far, in MB. */
const peak = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

test('a long stream is folded in bounded memory, however slowly its output is read', { skip: process.platform !== 'linux' }, async () => {
  const lines = (await readFile(join(cwd, 'recording.jsonl'), 'utf8')).split('\n').filter(Boolean)
  const [first = ''] = lines
  const { node, ports } = JSON.parse(first)
  const watched = `${node}.${Object.keys(ports)[0]}`
  const child = start(['fold', 'boiler.flow.yaml', '--watch', watched], { cwd })
  const count = 300_000
  let given = 0
  const input = new Readable({
    read() {
      const block = Array.from({ length: 1_000 }, (_, i) => JSON.stringify({ node, ports, key: `plant1/b${i % 5}`, time: given + i }))
      given += block.length
      this.push(`${block.join('\n')}\n`)
      if (given >= count) this.push(null)
    },
  })
  input.pipe(child.stdin)
  let seen = 0
  let highest = 0
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) seen++
    if (child.pid !== undefined && child.exitCode === null) highest = Math.max(highest, peak(child.pid))
  }
  assert.ok(seen >= count, `${seen} effects`)
  assert.ok(highest < 400, `${highest.toFixed(0)} MB for ${count} lines`)
})

test('a reader that goes away ends it quietly', async () => {
  const child = start(['fold', 'boiler.flow.yaml', 'recording.jsonl', ...(await allWatched())], { cwd })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.once('close', resolve))
  assert.deepEqual([code, said], [0, ''])
})

test('fold(all) is fold(restored from a snapshot at a random place, in a fresh process), byte for byte', async () => {
  const lines = (await readFile(join(cwd, 'recording.jsonl'), 'utf8')).split('\n').filter(Boolean)
  const words = ['fold', 'boiler.flow.yaml', ...(await allWatched())]
  const end = ['--snapshot-at', String(lines.length), '--snapshot-out']
  const whole = await millrace([...words, ...end, 'whole.json'], { cwd, input: lines })
  assert.equal(whole.code, 0, whole.err)
  const seed = Date.now() % 100_000
  const random = randomFrom(seed)
  for (const at of [random.below(lines.length), random.below(lines.length), random.below(lines.length)]) {
    const [one, two] = [`at${at}.json`, `end${at}.json`]
    const head = await millrace([...words, '--snapshot-at', String(at), '--snapshot-out', one], { cwd, input: lines.slice(0, at) })
    const rest = ['--snapshot-at', String(lines.length - at), '--snapshot-out', two]
    const tail = await millrace([...words, '--snapshot-in', one, ...rest], { cwd, input: lines.slice(at) })
    assert.ok(head.out + tail.out === whole.out, `seed ${seed}: other effects after a restart at line ${at}`)
    const [left, right] = await Promise.all([two, 'whole.json'].map((file) => readFile(join(cwd, file), 'utf8')))
    assert.ok(left === right, `seed ${seed}: another state after a restart at line ${at}`)
  }
})

/** Every wire that the flow's own tests look at is there; here we look at all of them. */
const allWatched = async (): Promise<string[]> => {
  await writeFile(join(cwd, 'none.jsonl'), '')
  const specs = rows((await millrace(['nodes', '--json'], { cwd })).out)[0] as unknown as readonly {
    readonly is: string
    readonly out: readonly { readonly name?: string }[]
  }[]
  const text = await readFile(join(cwd, 'boiler.flow.yaml'), 'utf8')
  const nodes = [...text.matchAll(/^ {2}([\w-]+):\n {4}is: (\S+)/gm)]
  return nodes.flatMap(([, name, is]) =>
    (specs.find((spec) => spec.is === is)?.out ?? []).flatMap((port) => (port.name ? ['--watch', `${name}.${port.name}`] : [])),
  )
}
