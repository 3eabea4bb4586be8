/** Who did what stays on record, and tampering shows. */
import assert from 'node:assert/strict'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { codes, ok, project } from './fixture.ts'
import { openProject } from './open.ts'

const at = '.millrace/audit.jsonl'

test('what was recorded is verified, also what two processes recorded by turns', async () => {
  const { folder, audit } = await project()
  const other = ok(await openProject(folder)).audit
  await audit.record({ who: 'ann', what: 'deploy', about: { release: 1 } })
  await other.record({ who: 'bob', what: 'login' })
  await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? audit : other).record({ who: 'ann', what: 'write', about: n })))
  assert.equal(ok(await audit.verify()).lines, 12)
  assert.deepEqual(
    (await other.latest(2)).map(({ number }) => number),
    [11, 12],
  )
})

test('a line that was changed, taken out or put in shows', async () => {
  const { folder, audit } = await project()
  for (let n = 0; n < 5; n++) await audit.record({ who: 'ann', what: 'write', about: { n } })
  const lines = (await readFile(join(folder, at), 'utf8')).trim().split('\n')
  const broken = async (changed: readonly string[]) => {
    await writeFile(join(folder, at), `${changed.join('\n')}\n`)
    const found = await audit.verify()
    return 'faults' in found ? found.faults[0]?.line : undefined
  }
  assert.equal(await broken(lines), undefined)
  assert.equal(await broken(lines.with(2, lines[2]?.replace('ann', 'bob') ?? '')), 3)
  assert.equal(await broken(lines.toSpliced(1, 1)), 2)
  assert.equal(await broken(lines.toSpliced(3, 0, lines[2] ?? '')), 4)
  assert.equal(await broken(lines.with(4, 'not json')), 5)
})

test('a line that a crash cut off goes, the others stay', async () => {
  const { folder, audit } = await project()
  await audit.record({ who: 'ann', what: 'login' })
  await appendFile(join(folder, at), '{"number":2,"at":"20')
  const again = ok(await openProject(folder)).audit
  await again.record({ who: 'bob', what: 'login' })
  assert.equal(ok(await again.verify()).lines, 2)
  assert.deepEqual(codes(await audit.verify()), [])
})
