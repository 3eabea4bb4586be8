/** The name that was probably meant: for hints in faults. */

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** At most a third of its letters apart. */
export const nearest = (name: string, names: Iterable<string>): string | undefined => {
  const wish = name.slice(0, 60).toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(wish.length / 3)) + 1
  for (const candidate of names) {
    if (Math.abs(candidate.length - wish.length) >= least) continue
    const apart = distance(wish, candidate.toLowerCase())
    if (apart < least) [best, least] = [candidate, apart]
  }
  return best
}
