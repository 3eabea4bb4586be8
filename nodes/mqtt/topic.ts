/** MQTT's topics and filters (MQTT 5, 4.7), and the keys that are made of them. */

/** What is wrong with a filter, or undefined. */
export const filterFault = (filter: string): string | undefined => {
  const levels = bare(filter).split('/')
  if (filter === '' || bare(filter) === '') return 'the topic is empty'
  if (filter.includes('\0')) return 'a topic cannot hold the character 0'
  if (levels.some((level) => level.length > 1 && /[+#]/.test(level))) return '+ and # stand for whole levels: a/+/b, a/#'
  return levels.indexOf('#') >= 0 && levels.indexOf('#') < levels.length - 1 ? '# can only be the last level' : undefined
}

/** What is wrong with the name of a topic to publish to, or undefined. */
export const topicFault = (topic: string): string | undefined => {
  if (topic === '') return 'the topic is empty'
  if (Buffer.byteLength(topic) > 65_535) return 'the topic is longer than 65,535 bytes'
  return /[+#\0]/.test(topic) ? `"${topic}" cannot be published to: it holds +, # or the character 0` : undefined
}

/** What the wildcards of `filter` stand for in `topic`; undefined where it does not match. `#` stands for the rest with its slashes. */
export const wildcardsOf = (filter: string, topic: string): readonly string[] | undefined => {
  const wanted = bare(filter).split('/')
  const levels = topic.split('/')
  const found: string[] = []
  // A wildcard does not reach what the broker says of itself.
  if (topic.startsWith('$') && /^[+#]/.test(wanted[0] ?? '')) return undefined
  for (const [i, level] of wanted.entries()) {
    const here = levels[i]
    if (level === '#') return [...found, levels.slice(i).join('/')]
    if (here === undefined) return undefined
    if (level === '+') found.push(here)
    else if (level !== here) return undefined
  }
  return levels.length === wanted.length ? found : undefined
}

/** How many wildcards a filter has. */
export const wildcardCount = (filter: string): number => bare(filter).split('/').filter(isWildcard).length

/** `plant1/{1}` with what the wildcards stand for; `{topic}` is the whole topic. */
export const keyFrom = (template: string, topic: string, wildcards: readonly string[]): string =>
  template.replace(/\{(\d+|topic)\}/g, (_, place: string) => (place === 'topic' ? topic : (wildcards[Number(place) - 1] ?? '')))

/** The highest `{n}` of a template. */
export const highestPlace = (template: string): number =>
  Math.max(0, ...Array.from(template.matchAll(/\{(\d+)\}/g), ([, place]) => Number(place)))

const isWildcard = (level: string): boolean => level === '+' || level === '#'

/** A shared subscription `$share/GROUP/FILTER` matches as its filter does. */
const bare = (filter: string): string => filter.replace(/^\$share\/[^/]+\//, '')
