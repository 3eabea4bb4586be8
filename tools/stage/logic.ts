/** Runs the node:test files of all rooms, as many at a time as there are cores, and prints each with its failures as it ends. */
import { availableParallelism } from 'node:os'
import { inTurns } from '../in-turns.ts'
import { sum, type Tally } from '../tally.ts'
import { type FileResult, testFile } from './test-file.ts'

export async function logic(paths: readonly string[]): Promise<Tally> {
  return sum(await inTurns(paths, availableParallelism(), one))
}

async function one(path: string): Promise<Tally> {
  const began = performance.now()
  const result = await testFile(path)
  const tally = tallyOf(result)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  console.log(`${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${path} (${seconds} s, ${tally.passed} passed${skipped})`)
  explain(path, result, tally)
  return tally
}

function tallyOf({ told, fault }: FileResult): Tally {
  const ended = told.find(({ what }) => what === 'ended')
  const { passed, failed, skipped } = ended?.what === 'ended' ? ended : { passed: 0, failed: 0, skipped: 0 }
  return { passed, failed: failed + (fault ? 1 : 0), skipped }
}

function explain(path: string, { told, output, fault }: FileResult, { failed }: Tally): void {
  for (const each of told) {
    if (each.what === 'failed') console.log(`    ${path}:${each.line}: ${each.name}\n${each.error.replace(/^/gm, '        ')}`)
    if (each.what === 'skipped') console.log(`    skipped: ${each.name} (${each.why})`)
  }
  if (fault) console.log(`    ${path}:1: ${fault}`)
  if (failed > 0 && output !== '') console.log(`    It printed:\n${output.trimEnd().replace(/^/gm, '        ')}`)
}
