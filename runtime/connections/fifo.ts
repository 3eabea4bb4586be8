/** First in, first out, without the cost of moving an array's elements up. */
export interface Fifo<T> {
  readonly length: number
  push(item: T): void
  shift(): T | undefined
  /** Takes the place of the last waiting one of the same identity, which is given back. */
  replace(item: T): T | undefined
}

/** Without `identity` nothing is ever replaced. */
export const fifo = <T>(identity?: (item: T) => string): Fifo<T> => {
  let items: T[] = []
  let head = 0
  /** How many were cut off in front of `items`: places count from the first item ever. */
  let cut = 0
  const places = new Map<string, number>()
  return {
    get length() {
      return items.length - head
    },
    push(item) {
      if (identity) places.set(identity(item), cut + items.length)
      items.push(item)
    },
    shift() {
      const item = items[head]
      if (item === undefined) return undefined
      if (identity && places.get(identity(item)) === cut + head) places.delete(identity(item))
      head++
      if (head >= 1024 && head * 2 >= items.length) {
        items = items.slice(head)
        cut += head
        head = 0
      }
      return item
    },
    replace(item) {
      const place = identity && places.get(identity(item))
      if (place === undefined) return undefined
      const waiting = items[place - cut]
      items[place - cut] = item
      return waiting
    },
  }
}
