#!/usr/bin/env node
/** The `millrace` command as npm links it: plain JavaScript for any Node from 20 on, which hands over to the pinned one. */
import { fileURLToPath } from 'node:url'
import { runsOnPinnedNode } from './pinned-node.mjs'
import { runPinned } from './run-pinned.mjs'

const main = new URL('./main.ts', import.meta.url)

if (runsOnPinnedNode()) await import(main.href)
else process.exitCode = await runPinned(fileURLToPath(main), process.argv.slice(2))
