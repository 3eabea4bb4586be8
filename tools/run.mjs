/** Every npm script starts here, on whatever Node the machine has: install what is missing, then run the named file on the pinned Node. */
import { runPinned } from '../runtime/run-pinned.mjs'
import { install } from './install.mjs'

const [file = '', ...args] = process.argv.slice(2)

await install()
process.exitCode = await runPinned(file, args)
