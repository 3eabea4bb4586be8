/** What zod finds wrong with a config, in words for a person, in both languages. */
import type { z } from 'zod'
import en from 'zod/v4/locales/en.js'
import zhCN from 'zod/v4/locales/zh-CN.js'
import type { Words } from '../words.ts'

const locales = { en: en().localeError, zh: zhCN().localeError }

const types: Readonly<Record<string, Words>> = {
  string: { en: 'text', zh: '文本' },
  number: { en: 'a number', zh: '数值' },
  int: { en: 'a whole number', zh: '整数' },
  integer: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list', zh: '列表' },
  object: { en: 'fields', zh: '字段' },
  record: { en: 'fields', zh: '字段' },
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** `value`: what stands at the issue's path; undefined where nothing does. */
export const configWords = (issue: z.core.$ZodIssue, value: unknown): Words => {
  if (value === undefined && issue.code !== 'custom') return { en: 'this has to be filled in', zh: '此项必填' }
  switch (issue.code) {
    case 'invalid_type': {
      const type = types[issue.expected] ?? { en: issue.expected, zh: issue.expected }
      return { en: `${shown(value)} is not ${type.en}`, zh: `${shown(value)} 不是${type.zh}` }
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { en: `${shown(value)} is none of ${values}`, zh: `${shown(value)} 不在可选值 ${values} 之中` }
    }
    case 'too_small':
    case 'too_big':
      return limit(issue, value)
    case 'custom':
      return { en: issue.message, zh: typeof issue.params?.zh === 'string' ? issue.params.zh : issue.message }
    default: {
      const said = (language: keyof Words) => {
        const message = locales[language]({ ...issue, input: value } as z.core.$ZodRawIssue)
        return (typeof message === 'string' ? message : message?.message) ?? issue.message
      }
      return { en: said('en'), zh: said('zh') }
    }
  }
}

const limit = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): Words => {
  const least = issue.code === 'too_small'
  const bound = String(least ? issue.minimum : issue.maximum)
  if (issue.origin === 'string') {
    const length = String(value).length
    return least
      ? { en: `${length} letters are too few; ${bound} at least`, zh: `${length} 个字符太短,至少 ${bound} 个` }
      : { en: `${length} letters are too many; ${bound} at most`, zh: `${length} 个字符太长,最多 ${bound} 个` }
  }
  if (issue.origin === 'array' || issue.origin === 'set') {
    return least
      ? { en: `it needs at least ${bound} entries`, zh: `至少需要 ${bound} 项` }
      : { en: `${bound} entries are the most`, zh: `最多 ${bound} 项` }
  }
  const open = issue.inclusive === false
  if (least)
    return {
      en: `${shown(value)} is too small; ${open ? 'above' : 'at least'} ${bound}`,
      zh: `${shown(value)} 太小,应${open ? '大于' : '不小于'} ${bound}`,
    }
  return {
    en: `${shown(value)} is too big; ${open ? 'below' : 'at most'} ${bound}`,
    zh: `${shown(value)} 太大,应${open ? '小于' : '不大于'} ${bound}`,
  }
}
