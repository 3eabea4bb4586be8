/** Holds the runner of test files to what people rely on: no failure, hang or leftover goes unseen. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testFile } from './test-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-runner-'))
after(() => rmSync(folder, { recursive: true }))

const file = (text: string) => {
  const path = join(folder, 'x.test.mjs')
  writeFileSync(path, `import test, { suite } from 'node:test'\n${text}`)
  return testFile(path, 2_000)
}

test('passed, failed and skipped tests are told apart, also inside a suite', async () => {
  const { told, fault } = await file(`
    test('good', () => {})
    suite('inner', () => {
      test('bad', () => { throw new Error('because') })
      test('left out', { skip: 'no peer' }, () => {})
    })`)
  assert.equal(fault, undefined)
  assert.deepEqual(
    told.map(({ what }) => what),
    ['failed', 'skipped', 'ended'],
  )
  assert.deepEqual(told.at(-1), { what: 'ended', passed: 1, failed: 1, skipped: 1 })
})

test('a file that never ends is ended', async () => {
  const { fault } = await file(`test('good', () => {}); setInterval(() => {}, 1000)`)
  assert.match(fault ?? '', /did not end within 2 s/)
})

test('a file that leaves in the middle of its tests failed', async () => {
  const { fault } = await file(`test('first', () => process.exit(0))`)
  assert.match(fault ?? '', /before its tests did/)
})

test('a file without a test failed', async () => {
  assert.ok((await file('')).fault)
})

test('a process that a file leaves behind is ended with it', async () => {
  const { fault } = await file(`
    import { spawn } from 'node:child_process'
    test('leaves a child that holds the output open', () => spawn('sleep', ['60'], { stdio: 'inherit' }).unref())`)
  assert.equal(fault, undefined)
})
