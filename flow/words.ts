/** A text that a person reads, in every language the product speaks. */
export interface Words {
  readonly en: string
  readonly zh: string
}

export type Language = keyof Words

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'en' in value && 'zh' in value

/** Fills `{name}` places of a text from `values`; a value that is itself words is put in the right language. */
export const fill = (words: Words, values: Readonly<Record<string, unknown>>): Words => {
  const put = (language: Language) =>
    words[language].replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name]
      return isWords(value) ? value[language] : name in values ? String(value) : place
    })
  return { en: put('en'), zh: put('zh') }
}
