/** Commands that fold user code do so in a process without rights: no net, no children, no writing but where the user said. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import { holdsUserCode } from '@millrace/host/open.ts'
import { withUserCode } from '@millrace/host/with-user-code.ts'
import { library } from '@millrace/nodes'
import { Exit } from './command.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

const locked = (): boolean => process.permission !== undefined

/** Must this flow be folded in another process? Then `again` does it. */
export const needsLock = (flow: CheckedFlow): boolean => holdsUserCode({ flow }) && !locked()

export const libraryHere = (): Library => (locked() ? withUserCode(library, 1_000) : library)

/** Runs the whole command anew, locked; `writes` are the files it may write. Gives its exit code. */
export const again = (words: readonly string[], writes: readonly string[] = []): Promise<number> => {
  const rights = ['--permission', '--allow-fs-read=*', ...writes.map((file) => `--allow-fs-write=${file}`)]
  const { LANG, LC_ALL } = process.env
  const env = { ...(LANG && { LANG }), ...(LC_ALL && { LC_ALL }) }
  const child = spawn(process.execPath, [...rights, '--no-warnings', main, ...words], { stdio: 'inherit', env })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? Exit.environment)))
}
