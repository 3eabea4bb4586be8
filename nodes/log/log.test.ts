/** Where debug and log lines go, and where they do not. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { outsideOf } from '../try-outside.ts'
import debug from './debug.ts'

const item = { id: 'e1', key: 'plant1/b1', time: 1_767_322_645_000, quality: 0x80000000, in: { value: 7 } }

test('debug shows what it was sent, and nothing else hears of it', async () => {
  const { outside, shown, rows } = outsideOf(undefined)
  const node = await debug.open?.(debug.config.parse({}), outside)
  assert.deepEqual(await node?.send([item]), ['taken'])
  assert.deepEqual(shown, [item])
  assert.equal(rows.length, 0)
})

test('a log line is one line of JSON on standard error', () => {
  const program = `
    import line from './line.ts'
    const node = await line.open(line.config.parse({ level: 'warn', says: 'two\\nlines' }), { node: 'hot' })
    await node.send([${JSON.stringify(item)}])`
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  assert.equal(stdout, '')
  assert.equal(stderr.split('\n').length, 2)
  assert.deepEqual(JSON.parse(stderr), {
    time: '2026-01-02T02:57:25.000Z',
    level: 'warn',
    node: 'hot',
    says: 'two\nlines',
    key: 'plant1/b1',
    value: 7,
    quality: 'Bad',
  })
})
