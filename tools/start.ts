/** `npm start`: builds the editor if need be, then becomes `millrace start` with the same arguments. */
import { join } from 'node:path'
import { runPinned } from '../runtime/run-pinned.mjs'
import { root } from './root.ts'
import { buildEditor } from './setup/editor.ts'

await buildEditor()
process.exitCode = await runPinned(join(root, 'runtime/main.ts'), ['start', ...process.argv.slice(2)])
