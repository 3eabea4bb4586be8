/** What a document's shape is refused for, in words for people who know no schema: zod's issues, read for them. */
import type { z } from 'zod'
import { type Fault, fault } from '../fault.ts'
import { nearest } from '../nearest.ts'
import type { Words } from '../words.ts'
import { atOf } from './text.ts'

type Issue = z.core.$ZodIssue

const shapeFault = (path: readonly PropertyKey[], why: Words): Fault => fault('shape', atOf(path), { why })

const kinds: Readonly<Record<string, Words>> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list', zh: '列表' },
  object: { en: 'a group of "name: value"', zh: '一组“名称: 值”' },
  record: { en: 'a group of "name: value"', zh: '一组“名称: 值”' },
  null: { en: 'nothing', zh: '空' },
}

const kind = (name: string): Words => kinds[name] ?? { en: name, zh: name }
const has = (value: unknown): string => (value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const wordsOf = (issue: Issue, choices: Shape['choices']): Words => {
  switch (issue.code) {
    case 'invalid_type': {
      const [needs, given] = [kind(issue.expected), kind(has(issue.input))]
      return issue.input === undefined
        ? { en: `${needs.en} is missing here`, zh: `此处缺少${needs.zh}` }
        : { en: `${needs.en} belongs here, this is ${given.en}`, zh: `此处应为${needs.zh},实际为${given.zh}` }
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { en: `this must be ${issue.values.length > 1 ? 'one of ' : ''}${values}`, zh: `应为 ${values}` }
    }
    case 'too_big':
      return { en: `this is too ${long(issue.origin, 'long', 'large')}: at most ${issue.maximum}`, zh: `超出上限 ${issue.maximum}` }
    case 'too_small':
      return { en: `this is too ${long(issue.origin, 'short', 'small')}: at least ${issue.minimum}`, zh: `低于下限 ${issue.minimum}` }
    case 'invalid_key':
      return { en: 'a name must have 1 to 200 signs', zh: '名称长度应为 1 到 200 个字符' }
    case 'invalid_union':
      return choices?.(issue.path) ?? { en: 'this value cannot stand here', zh: '此处不能使用该值' }
    default:
      return { en: issue.message, zh: issue.message }
  }
}

const long = (origin: string, length: string, size: string): string => (origin === 'string' || origin === 'array' ? length : size)

/** Of the alternatives, the one that was meant: it goes wrong deepest inside, not at the first look. */
const meant = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map(({ path }) => path.length))
  const inside = issue.errors.filter((issues) => issues.every(({ code, path }) => code === 'unrecognized_keys' || path.length > 0))
  const close = inside.filter((issues) =>
    issues.every((one) => !['invalid_type', 'invalid_union'].includes(one.code) || one.input !== undefined),
  )
  const [best] = close.sort((a, b) => a.length - b.length || depth(b) - depth(a))
  return best ? best.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] })) : [issue]
}

export interface Shape {
  readonly schema: z.ZodType
  /** What may stand at a place where the schema has alternatives. */
  readonly choices?: (path: readonly PropertyKey[]) => Words | undefined
  /** The fields there are at a place, for hints. */
  readonly known?: (path: readonly PropertyKey[]) => readonly string[]
}

export const shapeFaults = (value: unknown, { schema, choices, known }: Shape): readonly Fault[] => {
  const { error } = schema.safeParse(value, { reportInput: true })
  return (error?.issues ?? []).flatMap(meant).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [shapeFault(issue.path, wordsOf(issue, choices))]
    return issue.keys.map((key) => {
      const hint = nearest(key, known?.(issue.path) ?? [])
      return shapeFault([...issue.path, key], {
        en: `nothing is called "${key}" here${hint ? `; did you mean "${hint}"?` : ''}`,
        zh: `此处没有名为 "${key}" 的内容${hint ? `;是否为 "${hint}"?` : ''}`,
      })
    })
  })
}
