/** Paths with places in braces: filled for a request, read for an endpoint. What fills a place can't leave it. */
import { Refusal } from '@millrace/flow'

const place = /\{([\p{L}\p{N}_-]+)\}/gu

/** The names in braces. */
export const placesOf = (template: string): readonly string[] => Array.from(template.matchAll(place), ([, name = '']) => name)

/** `/tags/{name}` with the values in their places. A `{key}` keeps its slashes. */
export const fillPath = (template: string, values: Readonly<Record<string, unknown>>): string =>
  template.replace(place, (_, name: string) => {
    const text = String(values[name] ?? '')
    const parts = name === 'key' ? text.split('/') : [text]
    if (parts.some((part) => part === '.' || part === '..')) {
      throw new Refusal('bad-path', { en: `"${text}" cannot stand in a path`, zh: `"${text}" 不能用于路径` })
    }
    return parts.map(encodeURIComponent).join('/')
  })

/** Reads the places of `template` out of a path; undefined where it does not match. */
export const pathReader = (template: string): ((path: string) => Readonly<Record<string, string>> | undefined) => {
  const names = placesOf(template)
  const pattern = template
    .split(place)
    .map((part, i) => (i % 2 === 1 ? '([^/]+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  const whole = new RegExp(`^${pattern}$`, 'u')
  return (path) => {
    const found = whole.exec(path)
    if (!found) return undefined
    try {
      return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')]))
    } catch (error) {
      if (error instanceof URIError) return undefined
      throw error
    }
  }
}

/** `plant1/{machine}` with what the path holds. */
export const fillKey = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(place, (_, name: string) => values[name] ?? '')
