/** Runs a long command (bench, interop) with the foreign programs that it talks to in place. */
import { join } from 'node:path'
import { runPinned } from '../runtime/run-pinned.mjs'
import { root } from './root.ts'
import { installPeers } from './setup/peers.ts'

const [file = '', ...args] = process.argv.slice(2)

await installPeers()
process.exitCode = await runPinned(join(root, file), args)
