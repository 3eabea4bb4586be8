/** What every subcommand of `millrace` is made of, and how it ends. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Fault, faultLine } from '@millrace/flow/fault.ts'
import type { Language, Words } from '@millrace/flow/words.ts'

/** Good; faults found; wrong usage; the environment (port taken, no right, peer missing). */
export const Exit = { good: 0, faults: 1, usage: 2, environment: 3 } as const

export interface Command {
  readonly says: Words
  /** `millrace fold FLOW [JOURNAL] [--watch NODE.PORT]` … and what each word means. */
  readonly usage: string
  run(words: readonly string[]): Promise<number>
}

/** Ends the command with this code and a sentence on stderr. */
export class Ending extends Error {
  readonly code: number

  constructor(code: number, says: string, options?: ErrorOptions) {
    super(says, options)
    this.code = code
  }
}

/** An ending that another error brought about. */
export const ending = (code: number, says: string, cause: unknown): Ending => new Ending(code, says, { cause })

export const language: Language = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en'

/** Options and positionals; a word that is not known ends with wrong usage. */
export const read = <O extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: O) => {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw ending(Exit.usage, error instanceof Error ? error.message : String(error), error)
  }
}

/** On stderr: a sentence each, or one JSON object a line. */
export const tell = (faults: readonly Fault[], json: boolean | undefined, stream: NodeJS.WritableStream = process.stderr): void => {
  for (const fault of faults) stream.write(`${json ? JSON.stringify(fault) : faultLine(fault, language)}\n`)
}

export const whole = (text: string | undefined, option: string): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Ending(Exit.usage, `--${option} takes a whole number, not "${text}"`)
  return value
}
