/** The write guard: what may be set on equipment, how far, how often, and only while a person armed it. Everything else is refused, as data. */
import type { Words } from '@millrace/flow'
import { fill } from '@millrace/flow/words.ts'
import { rateLimit } from './rate-limit.ts'
import type { Rule } from './setup.ts'

/** One thing to be set, and who asks. */
export interface WriteRequest {
  /** The effect's id. */
  readonly id: string
  readonly tag: string
  readonly value: unknown
  readonly options?: Readonly<Record<string, unknown>>
  readonly flow: string
  readonly node: string
  readonly key: string
  /** Digest of the release's write path: arming binds to it. */
  readonly path: string
  /** When the flow asked, on the monotonic clock (`performance.now()`), ms. */
  readonly bornMs: number
}

export interface Refused {
  readonly code: RefusalCode
  readonly request: WriteRequest
  readonly says: Words
}

export interface GuardOptions {
  readonly allow: readonly Rule[]
  readonly timeToLiveMs?: number
  readonly armed?: Iterable<string>
  readonly clock?: () => number
}

export interface Guard {
  /** Undefined: it may be written, now, and counts towards its rate. */
  judge(request: WriteRequest): Refused | undefined
  arm(path: string): void
  /** One write path, or all. */
  disarm(path?: string): void
  armed(path: string): boolean
}

export type RefusalCode = keyof typeof refusals

const refusals = {
  disarmed: { en: '{tag}: writing is not armed for this release', zh: '{tag}:此版本的写入尚未解锁' },
  'not-listed': { en: '{tag}: not on the list of what may be written', zh: '{tag}:不在允许写入的清单中' },
  'no-value': { en: '{tag}: there is no value to write', zh: '{tag}:没有可写入的值' },
  'not-a-number': { en: '{tag}: limits are set, so only a number can be written', zh: '{tag}:已设限值,只能写入数值' },
  below: { en: '{tag}: {value} is below {min}, the least allowed', zh: '{tag}:{value} 低于允许的最小值 {min}' },
  above: { en: '{tag}: {value} is above {max}, the most allowed', zh: '{tag}:{value} 高于允许的最大值 {max}' },
  'too-often': { en: '{tag}: more than {rate} writes a minute', zh: '{tag}:每分钟写入超过 {rate} 次' },
  stale: { en: '{tag}: the command is older than {limit} s', zh: '{tag}:命令已超过 {limit} 秒' },
} as const satisfies Readonly<Record<string, Words>>

const commandTimeToLiveMs = 5_000

export const createGuard = ({ allow, timeToLiveMs = commandTimeToLiveMs, armed: paths = [], clock }: GuardOptions): Guard => {
  const now = clock ?? (() => performance.now())
  const armed = new Set(paths)
  const ruleOf = ruleFinder(allow)
  const often = rateLimit(now)

  const judge = (request: WriteRequest): Refused | undefined => {
    const { tag, value } = request
    const rule = ruleOf(tag)
    const no = (code: RefusalCode, of: unknown = value): Refused => {
      const says = fill(refusals[code], { ...rule, tag, value: shown(of), limit: timeToLiveMs / 1000 })
      return { code, request, says }
    }
    if (!armed.has(request.path)) return no('disarmed')
    if (!rule) return no('not-listed')
    if (!(now() - request.bornMs <= timeToLiveMs)) return no('stale')
    if (isNothing(value)) return no('no-value')
    if (rule.min !== undefined || rule.max !== undefined) {
      for (const part of numbersOf(value)) {
        if (typeof part !== 'number') return no('not-a-number')
        if (rule.min !== undefined && !(part >= rule.min)) return no('below', part)
        if (rule.max !== undefined && !(part <= rule.max)) return no('above', part)
      }
    }
    return rule.rate !== undefined && !often.take(tag, rule.rate) ? no('too-often') : undefined
  }

  return {
    judge,
    arm: (path) => void armed.add(path),
    disarm: (path) => (path === undefined ? armed.clear() : void armed.delete(path)),
    armed: (path) => armed.has(path),
  }
}

/** The exact tag wins, then the longest beginning. */
const ruleFinder = (allow: readonly Rule[]) => {
  const exact = new Map(allow.filter(({ tag }) => !tag.endsWith('*')).map((rule) => [rule.tag, rule]))
  const beginnings = allow
    .filter(({ tag }) => tag.endsWith('*'))
    .map((rule) => ({ begins: rule.tag.slice(0, -1), rule }))
    .sort((a, b) => b.begins.length - a.begins.length)
  return (tag: string): Rule | undefined => exact.get(tag) ?? beginnings.find(({ begins }) => tag.startsWith(begins))?.rule
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'number' && !Number.isFinite(value)) ||
  (Array.isArray(value) && value.some(isNothing))

/** What the limits are held against: a truth value counts as 0 or 1, a list by each of its items; anything else is no number. */
const numbersOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(numbersOf)
  if (typeof value === 'boolean') return [Number(value)]
  if (typeof value === 'bigint') return [Number(value)]
  return [value]
}

const shown = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return (text ?? '').slice(0, 80)
}
