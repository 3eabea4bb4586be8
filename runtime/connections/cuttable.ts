/** Work that ends when its link does, also where the driver says nothing more of it. Leaves nothing behind of what ended by itself. */

export interface Cuttable {
  add<T>(work: Promise<T>): Promise<T>
  /** Rejects what is still under way, after a moment in which the driver may tell more. */
  cut(): void
}

const graceMs = 1_000

export const cuttable = (): Cuttable => {
  const under = new Set<(error: Error) => void>()
  return {
    add<T>(work: Promise<T>) {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      under.add(reject)
      work.then(resolve, reject).finally(() => under.delete(reject))
      return promise
    },
    cut() {
      const left = [...under]
      if (left.length === 0) return
      setTimeout(() => {
        for (const reject of left) reject(new Error('the link was lost'))
      }, graceMs)
    },
  }
}
