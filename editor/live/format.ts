/** How values, ages and rates are written on a wire: short, and always of about the same width. */
import type { Json } from '@millrace/flow/type.ts'
import type { Language } from '@millrace/flow/words.ts'

export const longest = 28

/** As many decimals as a gauge would show, and no exponent for what one shows. */
export const numberText = (value: number): string => {
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e11) return String(value)
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(3)
  return value.toFixed(size >= 10 ? 2 : size >= 1 ? 3 : 4)
}

export const valueText = (value: Json | undefined, unit?: string): string => {
  if (typeof value === 'number') return unit ? `${numberText(value)} ${unit}` : numberText(value)
  if (value === undefined || value === null) return '—'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

const units = {
  en: [' ms', ' s', ' min', ' h', ' d'],
  zh: ['毫秒', '秒', '分', '小时', '天'],
} as const satisfies Record<Language, readonly string[]>

/** `<1 s`, `12 s`, `3 min`, `2 h`, `5 d`: nothing that changes more than once a second. */
export const ageText = (ms: number, language: Language): string => {
  const [, second, minute, hour, day] = units[language]
  const s = Math.max(0, ms) / 1_000
  if (s < 1) return `<1${second}`
  if (s < 100) return `${Math.floor(s)}${second}`
  if (s < 6_000) return `${Math.floor(s / 60)}${minute}`
  if (s < 172_800) return `${Math.floor(s / 3_600)}${hour}`
  return `${Math.floor(s / 86_400)}${day}`
}

export const rateText = (perSecond: number): string => {
  if (perSecond === 0) return '0/s'
  if (perSecond < 0.1) return `${(perSecond * 60).toPrecision(2)}/min`
  return `${perSecond < 10 ? perSecond.toPrecision(2) : Math.round(perSecond)}/s`
}

/** 14:03:09.250, in the reader's own time. */
export const clockText = (ms: number): string => {
  const at = new Date(ms)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`
}
