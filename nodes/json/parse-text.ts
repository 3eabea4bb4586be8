/** JSON as it comes from outside: refused where it is no JSON or too large, and integers that a number can't hold exactly stay whole. */
import { Refusal } from '@millrace/flow'

const mostCharacters = 1_048_576
export const deepest = 64

/** Integers beyond ±(2^53 − 1) come as bigint. */
export const parseText = (text: string): unknown => {
  if (text.length > mostCharacters) throw new Refusal('too-large', { en: 'the JSON text is larger than 1 MiB', zh: 'JSON 文本超过 1 MiB' })
  // A short text can't be deep enough to be slow to parse.
  if (text.length > 4_096 && depthOf(text) > deepest) throw tooDeep()
  try {
    // The reviver costs several times the parsing, and only a text with so many digits can need it.
    return /\d{16}/.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : notJson(cause)
  }
}

const notJson = (cause: unknown): Refusal => {
  const why = cause instanceof Error ? cause.message.slice(0, 200) : ''
  return new Refusal('not-json', { en: `this is not JSON: ${why}`, zh: `不是有效的 JSON:${why}` }, { cause })
}

export const tooDeep = () =>
  new Refusal('too-deep', { en: `the JSON is nested more than ${deepest} deep`, zh: `JSON 嵌套超过 ${deepest} 层` })

const [quote, backslash, openList, closeList, openRecord, closeRecord] = [...'"\\[]{}'].map((sign) => sign.charCodeAt(0))

const depthOf = (text: string): number => {
  let [depth, most, inText] = [0, 0, false]
  for (let i = 0; i < text.length && most <= deepest; i++) {
    const sign = text.charCodeAt(i)
    if (sign === quote) inText = !inText
    else if (inText) i += sign === backslash ? 1 : 0
    else if (sign === openList || sign === openRecord) most = Math.max(most, ++depth)
    else if (sign === closeList || sign === closeRecord) depth--
  }
  return most
}

const exactly = (_name: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value
  if (!/^-?\d+$/.test(context.source)) return value
  if (context.source.length <= 100) return BigInt(context.source)
  const digits = context.source.length
  throw new Refusal('integer-too-large', { en: `an integer of ${digits} digits is too large`, zh: `整数有 ${digits} 位,过大` })
}
