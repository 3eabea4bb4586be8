/** Are two values of a document the same? The order of fields counts only where it is asked for. */
export const same = (a: unknown, b: unknown, inOrder = false): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index], inOrder))
  }
  const [names, others] = [Object.keys(a), Object.keys(b)]
  const field = (map: object, name: string) => (map as Record<string, unknown>)[name]
  return (
    names.length === others.length &&
    names.every((name, at) => (inOrder ? name === others[at] : Object.hasOwn(b, name)) && same(field(a, name), field(b, name), inOrder))
  )
}
