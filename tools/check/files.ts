/** Files that can be read at one sitting: short ones, each of which says in its first line why it exists. */
import { files as list, read } from '../files.ts'
import type { Check } from './check.ts'

const MOST_LINES = 300
const MOST_MEDIAN = 80

export const files: Check = {
  name: 'file sizes',
  async run() {
    const all = list('.ts', '.tsx', '.css', '.mjs').map((path) => ({ path, lines: read(path).trimEnd().split('\n') }))
    const sizes = all.map(({ lines }) => lines.length).sort((a, b) => a - b)
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0
    const faults = [
      ...all
        .filter(({ lines }) => lines.length > MOST_LINES)
        .map(({ path, lines }) => `${path}:${MOST_LINES}: ${lines.length} lines, at most ${MOST_LINES}`),
      ...all
        .filter(({ lines }) => !saysWhy(lines))
        .map(({ path }) => `${path}:1: the first line is a doc comment that says why the file exists`),
    ]
    if (median > MOST_MEDIAN) faults.push(`the median file has ${median} lines, at most ${MOST_MEDIAN}`)
    return { faults, note: `${sizes.length} files, median ${median} lines, longest ${sizes.at(-1) ?? 0}` }
  },
}

const saysWhy = ([first = '', second = '']: string[]) => (first.startsWith('#!') ? second : first).startsWith('/*')
