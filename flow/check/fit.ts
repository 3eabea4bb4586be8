/** Whether what is on a wire can go into an input, and what to call it when it can't. */
import type { NamedPort } from '../catalogue.ts'
import type { Parameter } from '../document.ts'
import { isRecord } from '../schema.ts'
import { isVariable, type Json, type Type } from '../type.ts'
import { compatible, sameUnit } from '../units.ts'
import type { Words } from '../words.ts'

export type Misfit = { readonly as: 'type' } | { readonly as: 'unit' | 'convert'; readonly from: string; readonly to: string }

/** undefined: it fits. Both without `unitAs`, `unitFrom` and `from`; a variable that nothing decided fits everything. */
export const misfit = (from: Type, to: Type): Misfit | undefined => {
  if (isVariable(from) || isVariable(to)) return undefined
  if (to.type === 'json') return holdsBytes(from) ? { as: 'type' } : undefined
  if (from.type === 'number' && to.type === 'number') return misfitUnits(from.unit, to.unit)
  if (from.type === 'series' && to.type === 'series') {
    return from.dt !== undefined && to.dt !== undefined && from.dt !== to.dt ? { as: 'type' } : misfitUnits(from.unit, to.unit)
  }
  if (from.type === 'list' && to.type === 'list') return misfit(from.of, to.of)
  if (from.type === 'record' && to.type === 'record') {
    for (const [name, field] of Object.entries(to.fields)) {
      const has = Object.hasOwn(from.fields, name) ? from.fields[name] : undefined
      const wrong = has ? misfit(has, field) : isOptional(field) ? undefined : ({ as: 'type' } as const)
      if (wrong) return wrong
    }
    return undefined
  }
  return from.type === to.type ? undefined : { as: 'type' }
}

/** A wire that says no unit is taken to be in the one that is asked for. */
const misfitUnits = (from: string | undefined, to: string | undefined): Misfit | undefined => {
  if (from === undefined || to === undefined || sameUnit(from, to)) return undefined
  return { as: compatible(from, to) ? 'convert' : 'unit', from, to }
}

const isOptional = (field: Type): boolean => 'optional' in field && field.optional === true

const holdsBytes = (type: Type): boolean => {
  if (type.type === 'list') return holdsBytes(type.of)
  return type.type === 'record' ? Object.values(type.fields).some(holdsBytes) : type.type === 'bytes'
}

/** What two wires into the same type variable have in common; undefined where nothing. */
export const join = (a: Type, b: Type): Type | undefined => {
  if (!misfit(a, b)) return isVariable(b) || (b.type === 'number' && b.unit === undefined) ? a : b
  return misfit(b, a) ? undefined : a
}

/** The type that a written value has where nothing else decides it. */
export const typeOfValue = (value: Json): Type => {
  if (typeof value === 'number') return { type: 'number' }
  if (typeof value === 'boolean') return { type: 'boolean' }
  return { type: typeof value === 'string' ? 'text' : 'json' }
}

export const valueFits = (value: Json, type: Type): boolean => {
  switch (type.type) {
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'text':
    case 'bytes':
      return typeof value === 'string'
    case 'list':
      return Array.isArray(value) && value.every((item) => valueFits(item, type.of))
    case 'record':
      return isRecord(value) && Object.entries(type.fields).every(([name, field]) => fieldFits(value, name, field))
    case 'series':
      return isRecord(value) && typeof value.dt === 'number' && valueFits(value.values ?? null, { type: 'list', of: { type: 'number' } })
    default:
      return true
  }
}

const fieldFits = (value: Readonly<Record<string, Json>>, name: string, field: Type): boolean => {
  const has = Object.hasOwn(value, name) ? value[name] : undefined
  return has === undefined ? isOptional(field) : valueFits(has, field)
}

/** A duration stands as text where it does not fill a config field. */
export const typeOfParameter = ({ type, unit }: Parameter): Type => {
  if (type === 'number') return { type, ...(unit !== undefined && { unit }) }
  return { type: type === 'duration' ? 'text' : type }
}

const words: Readonly<Record<string, Words>> = {
  number: { en: 'a number', zh: '数值' },
  boolean: { en: 'a boolean', zh: '布尔值' },
  text: { en: 'text', zh: '文本' },
  bytes: { en: 'bytes', zh: '字节串' },
  json: { en: 'JSON', zh: 'JSON' },
  series: { en: 'a waveform', zh: '波形' },
}

export const typeWords = (type: Type | NamedPort): Words => {
  if (type.type === 'list') {
    const of = typeWords(type.of)
    return { en: `a list of ${of.en}`, zh: `${of.zh}列表` }
  }
  if (type.type === 'record') {
    const fields = Object.keys(type.fields).join(', ')
    return { en: `a record {${fields}}`, zh: `记录 {${fields}}` }
  }
  const base = words[type.type] ?? { en: 'anything', zh: '任意类型' }
  const unit = 'unit' in type && type.unit !== undefined ? type.unit : undefined
  return unit === undefined ? base : { en: `${base.en} in ${unit}`, zh: `${base.zh}(${unit})` }
}
