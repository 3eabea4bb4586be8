/** Names of nodes, ports, parameters and flows: Unicode letters, digits, `_` and `-`, NFC. A path into a subflow uses `/`. */

const refused = new Set(['__proto__', 'constructor', 'prototype'])

export const isName = (text: string): boolean => /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]{0,99}$/u.test(text) && !refused.has(text)

/** A new name like `wish` that `taken` doesn't hold: `mean`, `mean2`, `mean3`. */
export const freeName = (wish: string, taken: (name: string) => boolean): string => {
  const base =
    wish
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'node'
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`
    if (isName(name) && !taken(name)) return name
  }
}
