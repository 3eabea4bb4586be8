/** The fields in which two values differ, as deep inside as they can be named. */
import { same } from '../same.ts'
import type { Json } from '../type.ts'
import { isMap } from '../write/scalar.ts'

export interface Field {
  readonly path: readonly (string | number)[]
  readonly from: Json | undefined
  readonly to: Json | undefined
}

type Part = Json | undefined

/** Lists of one length are compared item by item, in others what stands between the same beginning and the same end comes or goes; `{ parameter: limit }` is one value, not a field. */
export const fields = (from: Part, to: Part, path: Field['path'] = []): readonly Field[] => {
  if (same(from, to)) return []
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length && from.some(isMap))
    return from.flatMap((item: Json, index) => fields(item, to[index], [...path, index]))
  if (Array.isArray(from) && Array.isArray(to) && [...from, ...to].every(isMap)) return comeAndGone(from, to, path)
  const whole = (value: Part) => !isMap(value) || 'parameter' in value
  if (whole(from) || whole(to)) return [{ path, from, to }]
  return entries(from, to).flatMap(([name, before, after]) => fields(before, after, [...path, name]))
}

const comeAndGone = (from: readonly Json[], to: readonly Json[], path: Field['path']): readonly Field[] => {
  const most = Math.min(from.length, to.length)
  let head = 0
  while (head < most && same(from[head], to[head])) head++
  let tail = 0
  while (tail < most - head && same(from.at(-1 - tail), to.at(-1 - tail))) tail++
  const middle = (list: readonly Json[]) => list.slice(head, list.length - tail)
  return [
    ...middle(from).map((item, i): Field => ({ path: [...path, head + i], from: item, to: undefined })),
    ...middle(to).map((item, i): Field => ({ path: [...path, head + i], from: undefined, to: item })),
  ]
}

const isTree = (value: unknown): value is Readonly<Record<string, Json>> => isMap(value)

/** Every name of either, with its value in both. */
export const entries = (from: unknown, to: unknown): readonly (readonly [string, Part, Part])[] => {
  const [before, after] = [isTree(from) ? from : {}, isTree(to) ? to : {}]
  const own = (map: Readonly<Record<string, Json>>, name: string) => (Object.hasOwn(map, name) ? map[name] : undefined)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => [name, own(before, name), own(after, name)])
}
