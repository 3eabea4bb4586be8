/** Which tests the paths on the command line mean; without any, all of them and the checks. */
import { relative, resolve } from 'node:path'
import { files } from './files.ts'
import { root } from './root.ts'

export interface Selected {
  readonly checks: boolean
  readonly logic: readonly string[]
  readonly pages: readonly string[]
}

/** A path is a test file or a folder; the word `checks` means the checks. Ends the process with 2 at one that means nothing. */
export function select(words: readonly string[]): Selected {
  const tests = files('.test.ts', '.spec.ts')
  const wanted = words.filter((word) => word !== 'checks').map((word) => relative(root, resolve(word)))
  const meant = (path: string) => (test: string) => path === '' || test === path || test.startsWith(`${path}/`)
  const empty = wanted.filter((path) => !tests.some(meant(path)))
  if (empty.length > 0) {
    console.error(`no test below ${empty.join(', ')}`)
    process.exit(2)
  }
  const all = words.length === 0
  const chosen = tests.filter((test) => all || wanted.some((path) => meant(path)(test)))
  return {
    checks: all || words.includes('checks'),
    logic: chosen.filter((test) => test.endsWith('.test.ts')),
    pages: chosen.filter((test) => test.endsWith('.spec.ts')),
  }
}
