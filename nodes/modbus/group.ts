/** Puts tags together into as few requests as the device allows. */
import { width } from './codec.ts'
import { isBitTable, type Table, type Tag } from './tag.ts'

export interface Group {
  readonly table: Table
  readonly address: number
  readonly count: number
  readonly tags: readonly Tag[]
}

export interface Limits {
  /** Registers a request: 125 by the standard, less with some devices. */
  readonly registers: number
  /** Coils or discrete inputs a request: 2000 by the standard. */
  readonly bits: number
  /** So many places that nobody wants are read along rather than asking twice. */
  readonly gap: number
}

const countOf = (tag: Tag): number => (isBitTable(tag.table) ? 1 : width(tag))

const around = (tags: readonly [Tag, ...Tag[]]): Group => {
  const address = Math.min(...tags.map((tag) => tag.address))
  return { table: tags[0].table, address, count: Math.max(...tags.map((tag) => tag.address + countOf(tag))) - address, tags }
}

export const group = (tags: readonly Tag[], limits: Limits): Group[] => {
  const groups: Group[] = []
  const sorted = [...tags].sort((a, b) => a.table.localeCompare(b.table) || a.address - b.address)
  for (const tag of sorted) {
    const last = groups.at(-1)
    const next =
      last && last.table === tag.table && tag.address - (last.address + last.count) <= limits.gap ? around([tag, ...last.tags]) : undefined
    if (next && next.count <= (isBitTable(tag.table) ? limits.bits : limits.registers)) groups[groups.length - 1] = next
    else groups.push(around([tag]))
  }
  return groups
}

/** The same tags in two requests, or undefined where one is all there is: what a refused request is asked as again. */
export const halves = ({ tags }: Group): readonly [Group, Group] | undefined => {
  const sorted = [...tags].sort((a, b) => a.address - b.address)
  const middle = sorted.length >> 1
  const [first, ...others] = sorted.slice(0, middle)
  const [second, ...rest] = sorted.slice(middle)
  return first && second ? [around([first, ...others]), around([second, ...rest])] : undefined
}
