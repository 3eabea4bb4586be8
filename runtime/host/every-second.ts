/** Does something when it is called, but not more often than once a second. */
export const everySecond = (work: () => void): (() => void) => {
  let next = 0
  return () => {
    const now = performance.now()
    if (now < next) return
    next = now + 1_000
    work()
  }
}
