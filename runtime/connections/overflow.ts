/** What becomes of a newcomer that finds no room: the policies of every bounded buffer, told once. */
import type { Overflow } from '@millrace/flow/kinds/source.ts'

export interface Room<T> {
  full(): boolean
  add(item: T): void
  takeOldest(): T | undefined
  /** Puts it in the place of a waiting one of the same key, which is given back. */
  replace(item: T): T | undefined
}

/** False where it has to wait outside. `spill` waits until what is spilled has somewhere to go. */
export const admit = <T>(room: Room<T>, overflow: Overflow, item: T, dropped: (item: T) => void): boolean => {
  if (!room.full()) {
    room.add(item)
    return true
  }
  if (overflow === 'block' || overflow === 'spill') return false
  if (overflow === 'drop-newest') {
    dropped(item)
    return true
  }
  const replaced = overflow === 'latest-per-key' ? room.replace(item) : undefined
  if (replaced !== undefined) {
    dropped(replaced)
    return true
  }
  for (let oldest = room.takeOldest(); oldest !== undefined; oldest = room.full() ? room.takeOldest() : undefined) dropped(oldest)
  room.add(item)
  return true
}
