/** Parameters of a flow: what they may hold, and where they may stand. */
import type { FlowDocument, Parameter } from '../document.ts'
import { readDuration } from '../duration.ts'
import { fault } from '../fault.ts'
import { isName } from '../name.ts'
import { isRecord } from '../schema.ts'
import type { Json } from '../type.ts'
import { sameUnit } from '../units.ts'
import type { Words } from '../words.ts'
import { type Found, rank } from './found.ts'

/** The name in `{ parameter: name }`, which stands in place of a value. */
export const parameterReference = (value: Json | undefined): string | undefined =>
  isRecord(value) && typeof value.parameter === 'string' && Object.keys(value).length === 1 ? value.parameter : undefined

const types: Readonly<Record<Parameter['type'], { readonly words: Words; readonly holds: (value: Json) => boolean }>> = {
  number: { words: { en: 'a number', zh: '数值' }, holds: (value) => typeof value === 'number' },
  boolean: { words: { en: 'true or false', zh: '布尔值' }, holds: (value) => typeof value === 'boolean' },
  text: { words: { en: 'text', zh: '文本' }, holds: (value) => typeof value === 'string' },
  duration: {
    words: { en: 'a duration such as 10 s', zh: '时长(如 10 s)' },
    holds: (value) => typeof value === 'string' && readDuration(value) !== undefined,
  },
  json: { words: { en: 'JSON', zh: 'JSON' }, holds: () => true },
}

/** Why `value` can't be one of this parameter; undefined: it can. */
export const valueWhy = ({ type, min, max }: Parameter, value: Json): Words | undefined => {
  const { words, holds } = types[type]
  const shown = JSON.stringify(value)
  if (!holds(value)) return { en: `${shown} is not ${words.en}`, zh: `${shown} 不是${words.zh}` }
  if (typeof value !== 'number') return undefined
  if (min !== undefined && value < min) return { en: `${shown} is below ${min}`, zh: `${shown} 小于下限 ${min}` }
  return max !== undefined && value > max ? { en: `${shown} is above ${max}`, zh: `${shown} 大于上限 ${max}` } : undefined
}

const parameterWords = ({ type, unit }: Pick<Parameter, 'type' | 'unit'>): Words => {
  const { words } = types[type]
  return unit === undefined ? words : { en: `${words.en} in ${unit}`, zh: `${words.zh}(${unit})` }
}

/** What differs where `parameter` can't stand for `needed`. */
export const parameterMisfit = (
  parameter: Pick<Parameter, 'type' | 'unit'>,
  needed: Pick<Parameter, 'type' | 'unit'>,
): { readonly has: Words; readonly needs: Words } | undefined => {
  const units = parameter.unit === undefined || needed.unit === undefined || sameUnit(parameter.unit, needed.unit)
  if ((parameter.type === needed.type || needed.type === 'json') && units) return undefined
  return { has: parameterWords(parameter), needs: parameterWords(needed) }
}

/** The document's own parameters: names, defaults, values by key. */
export const checkParameters = (document: FlowDocument, found: Found): void => {
  for (const [name, parameter] of Object.entries(document.parameters ?? {})) {
    const at = `parameters.${name}`
    if (!isName(name)) found.add(rank.before, fault('bad-name', at, { name }))
    const { min, max } = parameter
    if (min !== undefined && max !== undefined && min > max) {
      const why = { en: `the smallest value ${min} is above the largest ${max}`, zh: `下限 ${min} 大于上限 ${max}` }
      found.add(rank.before, fault('parameter', at, { why }))
    }
    const wrong = valueWhy(parameter, parameter.default)
    if (wrong) found.add(rank.before, fault('parameter', `${at}.default`, { why: wrong }))
    for (const [key, value] of Object.entries(parameter.byKey ?? {})) {
      const why = valueWhy(parameter, value)
      if (why) found.add(rank.before, fault('parameter', `${at}.byKey.${key}`, { why }))
    }
  }
}
