/** `npm start`: builds the editor if need be, then becomes `millrace start` with the same arguments; without a project, on the demo and its plant. */
import { join } from 'node:path'
import { runPinned } from '../runtime/run-pinned.mjs'
import { startDemo } from './demo.ts'
import { root } from './root.ts'
import { buildEditor } from './setup/editor.ts'

const words = process.argv.slice(2)
const takesValue = new Set(['--port', '--host', '--origin', '--environment'])
const named = words.some((word, i) => !word.startsWith('-') && !takesValue.has(words[i - 1] ?? ''))
const needsNone = words.includes('--help') || words.includes('-h') || words.includes('--link')

await buildEditor()
const demo = named || needsNone ? undefined : await startDemo()
const folder = named ? [] : [demo?.folder ?? join(root, '.millrace/demo')]
process.exitCode = await runPinned(join(root, 'runtime/main.ts'), ['start', ...folder, ...words])
demo?.stop()
