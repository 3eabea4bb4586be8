/** A text that a person reads, in every language the product speaks. */
export interface Words {
  readonly en: string
  readonly zh: string
}

export type Language = keyof Words

/** Fills `{name}` places of a text from `values`. */
export const fill = (words: Words, values: Readonly<Record<string, unknown>>): Words => {
  const put = (text: string) => text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place))
  return { en: put(words.en), zh: put(words.zh) }
}
