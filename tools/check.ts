/** `npm run check`: format, lint, types, dead code, sizes, arrows, docs, lock file, licences. */
import { check } from './check/all.ts'
import { says } from './tally.ts'

const tally = await check()
console.log(says(tally))
process.exitCode = tally.failed === 0 ? 0 : 1
