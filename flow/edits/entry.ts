/** Maps as a document writes them: looked up without their prototype, changed without touching the original, each entry at its place. */

export type Entries<V> = Readonly<Record<string, V>>

export const own = <V>(map: Entries<V> | undefined, name: string): V | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined

/** JavaScript puts such names first, whatever one does: they have no place of their own. */
export const isIndex = (name: string): boolean => name.charCodeAt(0) < 58 && /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1

/** The name that stands before `name`; null where it is the first. */
export const before = (map: Entries<unknown>, name: string): string | null => {
  const names = Object.keys(map).filter((one) => !isIndex(one))
  return names[names.indexOf(name) - 1] ?? null
}

/** With `name` set: where it was, else behind `after` (null: first), else at the end. */
export const withEntry = <V>(map: Entries<V> | undefined, name: string, value: V, after?: string | null): Entries<V> => {
  if (map === undefined || Object.hasOwn(map, name) || after === undefined) return { ...map, [name]: value }
  const entries = Object.entries(map).filter(([one]) => !isIndex(one))
  const at = after === null ? 0 : entries.findIndex(([one]) => one === after) + 1
  const indexes = Object.entries(map).filter(([one]) => isIndex(one))
  const place = at === 0 && after !== null && !isIndex(after) ? entries.length : at
  return Object.fromEntries([...indexes, ...entries.toSpliced(place, 0, [name, value])])
}

/** Undefined where nothing is left. */
export const withoutEntry = <V>(map: Entries<V>, name: string): Entries<V> | undefined => {
  const { [name]: _gone, ...rest } = map
  return Object.keys(rest).length > 0 ? rest : undefined
}

/** A copy without the fields that are undefined. */
export const pruned = <T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
