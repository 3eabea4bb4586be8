/** What is wrong, where, why, and what to do: data, so that every screen and program can show it. Every code stands in `fault-codes.ts`. */

import type { EditCommand } from './edit-command.ts'
import { codes, type FaultCode } from './fault-codes.ts'
import { fill, type Words } from './words.ts'

export interface Fault {
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  /** The place in the document: `celsius.in.text`, `hot.config.limit`, `parameters.limit`. */
  readonly at: string
  readonly code: FaultCode
  readonly with: Readonly<Record<string, unknown>>
  readonly says: Words
  /** An edit that mends it, and what a button for it says. */
  readonly fix?: { readonly says: Words; readonly command: EditCommand }
}

export const fault = (code: FaultCode, at: string, values: Readonly<Record<string, unknown>> = {}, fix?: Fault['fix']): Fault => ({
  at,
  code,
  with: values,
  says: fill(codes[code], values),
  ...(fix && { fix }),
})

/** `flows/a.flow.yaml:12 celsius.in.text: a number cannot feed text`. */
export const faultLine = (fault: Fault, language: keyof Words = 'en'): string => {
  const place = [fault.file, fault.line].filter((part) => part !== undefined).join(':')
  return [place, `${fault.at}:`, fault.says[language]].filter(Boolean).join(' ')
}
