/** `npm test [-- PATH…]`: sets up what the tests need, runs checks, logic and pages, and sums them up in the last line. */
import { inspect } from 'node:util'
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

if (selected.logic.length + selected.pages.length > 0) await stage('setting up the peers', installPeers)
if (selected.checks) await stage('checking', check)
if (selected.logic.length > 0) await stage('testing the logic', () => logic(selected.logic))
if (selected.pages.length > 0) await stage('testing the pages', pagesInBrowser)

const { passed, failed, skipped } = sum(tallies)
const strict = process.env['CI'] !== undefined && process.env['CI'] !== 'false'
if (strict && skipped > 0) console.log(`${skipped} tests were skipped; in CI a skipped test counts as failed.`)
const total = strict ? { passed, failed: failed + skipped, skipped: 0 } : { passed, failed, skipped }
console.log(says(total))
process.exitCode = total.failed === 0 ? 0 : 1

/** A stage that breaks off counts as one failure: the others still run and the last line still comes. */
async function stage(what: string, run: () => Promise<Tally | undefined>): Promise<void> {
  try {
    tallies.push((await run()) ?? { passed: 0, failed: 0, skipped: 0 })
  } catch (error) {
    console.log(`FAILED ${what}: ${inspect(error)}`)
    tallies.push({ passed: 0, failed: 1, skipped: 0 })
  }
}

async function pagesInBrowser(): Promise<Tally> {
  await buildEditor()
  const found = await browser()
  if (found) return pages(selected.pages, found)
  console.log('No browser was found and none could be had: name one in MILLRACE_BROWSER.')
  return { passed: 0, failed: 0, skipped: selected.pages.length }
}
