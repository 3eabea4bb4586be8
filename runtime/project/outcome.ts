/** What asking for something of a project gives: the thing, or everything that is wrong. Nobody's mistake is thrown. */
import { type Fault, fault } from '@millrace/flow/fault.ts'
import type { FaultCode } from '@millrace/flow/fault-codes.ts'
import type { Words } from '@millrace/flow/words.ts'

export type Outcome<T> = { readonly ok: T } | { readonly faults: readonly Fault[] }

export const refuse = (code: FaultCode, at: string, values: Fault['with'] = {}, file?: string): { readonly faults: readonly Fault[] } => ({
  faults: [{ ...(file !== undefined && { file }), ...fault(code, at, values) }],
})

export const because = (at: string, en: string, zh: string, file?: string): { readonly faults: readonly Fault[] } => {
  const why: Words = { en, zh }
  return refuse('project', at, { why }, file)
}
