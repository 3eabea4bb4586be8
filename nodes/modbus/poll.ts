/** One round of reading: asks what is left of the plan, and splits a request that the device refuses until only the tags at fault are left out. */
import { Quality, type Sample, sample } from '@millrace/flow'
import { decode, width } from './codec.ts'
import { type Group, group, halves, type Limits } from './group.ts'
import { exceptionCode, isTimeout, type Link } from './link.ts'
import { isBitTable, type Tag } from './tag.ts'

/** Exceptions by which a device says that it does not have this range: illegal function, address, value. */
const notThere = new Set([1, 2, 3])

export interface Round {
  readonly samples: ReadonlyMap<Tag, Sample>
  /** Tags that the device refuses, with its words. */
  readonly refused: ReadonlyMap<Tag, string>
}

/** So long are refused tags left alone, ms: asking each by itself in every round would cost more than all the others. */
const aside = 60_000

/** Gives a function that does one round; what a round learns about the device, the next ones know. */
export const poller = (link: Pick<Link, 'read'>, unitId: number, tags: readonly Tag[], limits: Limits, now: () => number = Date.now) => {
  let plan: readonly Group[] = []
  let refused = new Map<Tag, string>()
  let learnAgain = 0

  return async (): Promise<Round> => {
    if (plan.length === 0 || (refused.size > 0 && now() >= learnAgain)) {
      plan = group(tags, limits)
      refused = new Map()
      learnAgain = now() + aside
    }
    const samples = new Map<Tag, Sample>()
    const good: Group[] = []
    const todo = [...plan].reverse()
    for (let asked = todo.pop(); asked; asked = todo.pop()) {
      try {
        const words = await link.read(unitId, asked.table, asked.address, asked.count)
        for (const tag of asked.tags) samples.set(tag, valueIn(words, asked, tag))
      } catch (error) {
        const refuses = notThere.has(exceptionCode(error) ?? 0)
        const split = refuses ? halves(asked) : undefined
        if (split) todo.push(split[1], split[0])
        else if (refuses) for (const tag of asked.tags) refused.set(tag, messageOf(error))
        else for (const tag of asked.tags) samples.set(tag, sample(undefined, qualityOf(error)))
        if (refuses) continue
      }
      good.push(asked)
    }
    plan = good
    for (const tag of refused.keys()) samples.set(tag, sample(undefined, Quality.BadConfigurationError))
    return { samples, refused }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const valueIn = (words: readonly number[], { address }: Group, tag: Tag): Sample => {
  const at = tag.address - address
  const value = isBitTable(tag.table) ? words[at] === 1 : decode(words.slice(at, at + width(tag)), tag)
  return value === undefined ? sample(undefined, Quality.BadOutOfRange) : sample(value)
}

const qualityOf = (error: unknown): number => {
  if (exceptionCode(error) !== undefined) return Quality.BadDeviceFailure
  return isTimeout(error) ? Quality.BadTimeout : Quality.BadCommunicationError
}
