/** Tables of the reference, in Markdown that every viewer shows alike. */
import type { Words } from '@millrace/flow'

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const escaped = (text: string): string =>
  text.replace(/[|<>]/g, (sign) => ({ '|': '\\|', '<': '&lt;', '>': '&gt;' })[sign] ?? sign).replaceAll('\n', ' ')

export const cell = ({ en, zh }: Words): string => `${escaped(en)}<br>${escaped(zh)}`

/** `a`, or nothing where the text is empty; a fence as long as it has to be. */
export const code = (text: string): string => {
  if (text === '') return ''
  const fence = '`'.repeat(1 + Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)))
  const gap = fence.length > 1 ? ' ' : ''
  return `${fence}${gap}${text.replaceAll('|', '\\|').replaceAll('\n', '↵')}${gap}${fence}`
}
