/** In which order entries are written again: as they stand in the text, new ones behind the one they follow in the document. */

/** `text`, `old` and `now` are names, as they are now called. */
export const mergedOrder = (text: readonly string[], old: readonly string[], now: readonly string[]): readonly string[] => {
  const there = new Set(now)
  const known = new Set(old)
  const kept = old.filter((name) => there.has(name))
  const still = now.filter((name) => known.has(name))
  const written = new Set(text)
  if (!kept.every((name, index) => name === still[index])) return now
  const following = new Map<string | undefined, string[]>()
  let anchor: string | undefined
  for (const name of now) {
    if (written.has(name)) anchor = name
    else following.set(anchor, [...(following.get(anchor) ?? []), name])
  }
  return [...(following.get(undefined) ?? []), ...text.flatMap((name) => [name, ...(following.get(name) ?? [])])]
}
