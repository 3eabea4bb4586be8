/** Something that is done once for many reasons: a moment after the first of them, and not again before the moment is over. */
export interface Soon {
  (): void
  stop(): void
}

export const soon = (afterMs: number, work: () => void): Soon => {
  let timer: NodeJS.Timeout | undefined
  const ask = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      work()
    }, afterMs)
  }
  return Object.assign(ask, { stop: () => clearTimeout(timer) })
}
