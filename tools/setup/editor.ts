/** Builds the editor when what it is made of has changed since it was last built. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loudly } from '../command.ts'
import { filesBelow } from '../files.ts'
import { program } from '../packages.ts'
import { root } from '../root.ts'

const stamp = join(root, 'editor/dist/.made-of')

export async function buildEditor(): Promise<void> {
  const wanted = madeOf()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const began = Date.now()
  console.error('Building the editor …')
  const code = await loudly(process.execPath, [program('vite', 'vite', 'editor'), 'build', '--logLevel=warn'], {
    cwd: join(root, 'editor'),
  })
  if (code !== 0) throw new Error(`building the editor ended with ${code}`)
  writeFileSync(stamp, wanted)
  console.error(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
}

function madeOf(): string {
  const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const sources = [...filesBelow('editor'), ...filesBelow('flow')].filter((path) => !path.endsWith('.test.ts'))
  for (const path of sources) digest.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  return digest.digest('hex')
}
