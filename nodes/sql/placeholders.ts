/** Finds the named parameters (`:limit`) of a query, so that values travel beside it and never inside it. */

export interface Prepared {
  readonly text: string
  /** Names in the order of their places; one that is named twice stands there twice. */
  readonly names: readonly string[]
}

/** What is not a parameter though it may look like one: texts, quoted names, comments, `::` casts, and `a:b` after a word. */
const token =
  /(?<text>\b[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(?<tag>[A-Za-z_]*)\$.*?\$\k<tag>\$|--[^\n]*|\/\*.*?\*\/|::|\w:(?=\w))|:(?<name>[A-Za-z_]\w*)/gs

/** `place(i)` writes the i-th place, from 1: `$1` or `?1`. */
export const withPlaces = (sql: string, place: (i: number) => string): Prepared => {
  const names: string[] = []
  const text = sql.replace(token, (whole, ...groups) => {
    const { name } = groups.at(-1) as { name?: string }
    if (name === undefined) return whole
    names.push(name)
    return place(names.length)
  })
  return { text, names }
}
