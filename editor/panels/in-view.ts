/** So many of a list's items in their order, with the one at `chosen` among them. */
export const inView = <T>(items: readonly T[], chosen: number, room: number): readonly T[] => {
  const start = Math.max(0, Math.min(chosen - room + 1, items.length - room))
  return items.slice(start, start + room)
}
