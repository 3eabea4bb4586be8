/** `npm test [-- PATH…]`: sets up what the tests need, runs checks, logic and pages, and sums them up in the last line. */
import { check } from './check/all.ts'
import { select } from './select.ts'
import { browser } from './setup/browser.ts'
import { buildEditor } from './setup/editor.ts'
import { installPeers } from './setup/peers.ts'
import { logic } from './stage/logic.ts'
import { pages } from './stage/pages.ts'
import { says, sum, type Tally } from './tally.ts'

const selected = select(process.argv.slice(2))
const tallies: Tally[] = []

if (selected.logic.length + selected.pages.length > 0) await installPeers()
if (selected.checks) tallies.push(await check())
if (selected.logic.length > 0) tallies.push(await logic(selected.logic))
if (selected.pages.length > 0) tallies.push(await pagesInBrowser())

const { passed, failed, skipped } = sum(tallies)
const strict = process.env['CI'] !== undefined && process.env['CI'] !== 'false'
if (strict && skipped > 0) console.log(`${skipped} tests were skipped; in CI a skipped test counts as failed.`)
const total = strict ? { passed, failed: failed + skipped, skipped: 0 } : { passed, failed, skipped }
console.log(says(total))
process.exitCode = total.failed === 0 ? 0 : 1

async function pagesInBrowser(): Promise<Tally> {
  await buildEditor()
  const found = await browser()
  if (found) return pages(selected.pages, found)
  console.log('No browser was found and none could be had: name one in MILLRACE_BROWSER.')
  return { passed: 0, failed: 0, skipped: selected.pages.length }
}
