/** JSON as it comes from outside: refused where it is no JSON or too large, and integers that a number can't hold exactly stay whole. */
import { Refusal } from '@millrace/flow'

const mostCharacters = 1_048_576

/** Integers beyond ±(2^53 − 1) come as bigint. */
export const parseText = (text: string): unknown => {
  if (text.length > mostCharacters) throw new Refusal('too-large', { en: 'the JSON text is larger than 1 MiB', zh: 'JSON 文本超过 1 MiB' })
  try {
    // The reviver costs several times the parsing, and only a text with so many digits can need it.
    return /\d{16}/.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)
  } catch (cause) {
    throw notJson(cause)
  }
}

const notJson = (cause: unknown): Refusal => {
  const why = cause instanceof Error ? cause.message.slice(0, 200) : ''
  return new Refusal('not-json', { en: `this is not JSON: ${why}`, zh: `不是有效的 JSON:${why}` }, { cause })
}

const exactly = (_name: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value
  return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value
}
