/** A request that is understood and can't be done: the faults that the one who asked gets to read. */

import { whyOf } from '@millrace/connections/why.ts'
import type { Words } from '@millrace/flow'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import type { Outcome } from '@millrace/project/outcome.ts'

export class Refused extends Error {
  readonly faults: readonly Fault[]

  constructor(...faults: readonly Fault[]) {
    super(faults.map(({ says }) => says.en).join('; '))
    this.faults = faults
  }
}

/** What a project gives, or its faults thrown. */
export const given = <T>(outcome: Outcome<T>): T => {
  if ('faults' in outcome) throw new Refused(...outcome.faults)
  return outcome.ok
}

export const no = (at: string, en: string, zh: string): Refused => refusal(at, { en, zh })

const refusal = (at: string, why: Words): Refused => new Refused(fault('project', at, { why }))

/** For what a peer or driver said no to: in its own words. */
export const refusedBy =
  (at: string) =>
  (error: unknown): never => {
    throw refusal(at, whyOf(error))
  }
