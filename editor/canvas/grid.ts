/** Finds what lies in a rectangle without looking at everything: a coarse grid over the flow. */
import { overlap, type Rect } from './geometry.ts'

const cell = 512
/** What is larger than this many cells is kept apart and always looked at. */
const most = 64

export interface Grid<T> {
  /** In the order of insertion, each once. */
  find(rect: Rect): T[]
}

export const gridOf = <T>(items: readonly T[], rectOf: (item: T) => Rect): Grid<T> => {
  const cells = new Map<string, number[]>()
  const large: number[] = []
  items.forEach((item, i) => {
    const keys = keysOf(rectOf(item))
    if (keys === undefined) large.push(i)
    else
      for (const key of keys) {
        const held = cells.get(key)
        if (held) held.push(i)
        else cells.set(key, [i])
      }
  })

  const candidates = (rect: Rect): Iterable<number> => {
    const keys = keysOf(rect)
    if (keys === undefined) return items.keys()
    const found = new Set(large)
    for (const key of keys) for (const i of cells.get(key) ?? []) found.add(i)
    return [...found].sort((a, b) => a - b)
  }

  return {
    find(rect) {
      const found: T[] = []
      for (const i of candidates(rect)) {
        const item = items[i]
        if (item !== undefined && overlap(rectOf(item), rect)) found.push(item)
      }
      return found
    },
  }
}

/** undefined where there would be too many. */
const keysOf = (rect: Rect): string[] | undefined => {
  const [left, top] = [Math.floor(rect.x / cell), Math.floor(rect.y / cell)]
  const [right, bottom] = [Math.floor((rect.x + rect.width) / cell), Math.floor((rect.y + rect.height) / cell)]
  if ((right - left + 1) * (bottom - top + 1) > most) return undefined
  const keys: string[] = []
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) keys.push(`${x},${y}`)
  return keys
}
