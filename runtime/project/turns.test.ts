/** Changes of one file take turns, also from several processes. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { digest } from './digest.ts'
import { temporary } from './fixture.ts'
import { turns } from './turns.ts'

const counting = (folder: string, times: number): string => `
  import { readFile, writeFile } from 'node:fs/promises'
  import { turns } from ${JSON.stringify(new URL('turns.ts', import.meta.url).href)}
  const turn = turns(${JSON.stringify(join(folder, 'locks'))})
  const file = ${JSON.stringify(join(folder, 'count'))}
  for (let n = 0; n < ${times}; n++)
    await turn('count', async () => writeFile(file, String(Number(await readFile(file, 'utf8')) + 1)))
`

test('processes that work on one file take turns', async () => {
  const folder = await temporary()
  await writeFile(join(folder, 'count'), '0')
  const children = [1, 2, 3].map(() => spawn(process.execPath, ['--input-type=module', '-e', counting(folder, 40)], { stdio: 'inherit' }))
  await Promise.all(children.map((child) => once(child, 'exit')))
  assert.equal(await readFile(join(folder, 'count'), 'utf8'), '120')
  assert.deepEqual(await readdir(join(folder, 'locks')), [])
})

test('a lock that a dead process left behind holds nobody up', async () => {
  const locks = join(await temporary(), 'locks')
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  await mkdir(locks)
  await writeFile(join(locks, `${digest('count').slice(0, 16)}.lock`), String(dead))
  assert.equal(await turns(locks)('count', async () => 5), 5)
})

test('work that failed does not stop the work behind it', async () => {
  const turn = turns(join(await temporary(), 'locks'))
  const failed = turn('a', () => Promise.reject(new Error('no')))
  const next = turn('a', async () => 1)
  await assert.rejects(failed, /no/)
  assert.equal(await next, 1)
})
