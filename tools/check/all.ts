/** Runs every check, two at a time, and prints each with its faults as it ends. */
import { inspect } from 'node:util'
import { inTurns } from '../in-turns.ts'
import type { Tally } from '../tally.ts'
import { arrows } from './arrows.ts'
import { biome } from './biome.ts'
import type { Check } from './check.ts'
import { deadCode } from './dead-code.ts'
import { docs } from './docs.ts'
import { files } from './files.ts'
import { licences } from './licences.ts'
import { lock } from './lock.ts'
import { types } from './types.ts'

const CHECKS: readonly Check[] = [types, deadCode, biome, files, arrows, docs, lock, licences]

export async function check(): Promise<Tally> {
  const good = (await inTurns(CHECKS, 2, report)).filter((passed) => passed).length
  return { passed: good, failed: CHECKS.length - good, skipped: 0 }
}

async function report({ name, run }: Check): Promise<boolean> {
  const began = performance.now()
  const { faults, note } = await run().catch((error: unknown) => ({ faults: [inspect(error)], note: undefined }))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} check: ${name} (${seconds} s${note ? `, ${note}` : ''})`)
  for (const fault of faults) console.log(fault.replace(/^/gm, '    '))
  return faults.length === 0
}
