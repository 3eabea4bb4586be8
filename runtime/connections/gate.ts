/** What many wait for, each for a while. Leaves nothing behind of those who gave up. */
import { Refusal } from '@millrace/flow'

export interface Gate<T> {
  /** Rejects when `ms` have passed. */
  pass(ms: number): Promise<T>
  open(value: T): void
  shut(): void
}

export const createGate = <T>(): Gate<T> => {
  const waiting = new Set<(value: T) => void>()
  let now: { readonly value: T } | undefined
  return {
    pass(ms) {
      if (now) return Promise.resolve(now.value)
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const timer = setTimeout(() => {
        waiting.delete(enter)
        reject(new Refusal('not-up', { en: 'the connection did not come up in time', zh: '连接未能及时建立' }))
      }, ms)
      const enter = (value: T) => {
        clearTimeout(timer)
        resolve(value)
      }
      waiting.add(enter)
      return promise
    },
    open(value) {
      now = { value }
      for (const enter of waiting) enter(value)
      waiting.clear()
    },
    shut() {
      now = undefined
    },
  }
}
