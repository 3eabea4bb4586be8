/** Figures as people read them: a table, and a page of results that says how it was measured. */
import { mkdir, writeFile } from 'node:fs/promises'
import { arch, cpus, platform, totalmem } from 'node:os'
import { where } from './core.ts'
import { type Figure, ratioOf } from './figure.ts'
import { peerVersion } from './peer/install.ts'
import type { Spread } from './statistics.ts'
import type { Suite } from './suite.ts'

const text = (value: number): string => (value >= 1_000 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString())

const cells = ({ min, median, max }: Spread): string[] => [min, median, max].map(text)

const head = ['figure', 'unit', 'min', 'median', 'max', 'Node-RED min', 'median', 'max', 'times better']

const rows = (figures: readonly Figure[]): string[][] => [
  head,
  ...figures.map((figure) => {
    const { name, unit, value, peer } = figure
    const ratio = ratioOf(figure)
    return [name, unit, ...cells(value), ...(peer ? cells(peer) : ['–', '–', '–']), ratio === null ? '–' : text(ratio)]
  }),
]

const isNumber = (column: number): boolean => column > 1

export const table = (figures: readonly Figure[], between = '  '): string => {
  const all = rows(figures)
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join(between)
        .trimEnd(),
    )
    .join('\n')
}

const markdown = (figures: readonly Figure[]): string => {
  const [first, ...others] = rows(figures).map((row) => `| ${row.join(' | ')} |`)
  return [first, `|${head.map((_, column) => (isNumber(column) ? '--:' : '---')).join('|')}|`, ...others].join('\n')
}

export const page = (suite: Suite, figures: readonly Figure[], date: Date): string => `# ${suite.name}

${suite.says}

${markdown(figures)}

"Times better" compares the least of the rounds for work (ns, CPU) and their median for what people wait for or pay in memory.

- ${date.toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}; ${where}
- Node ${process.version} on both sides, Node-RED ${peerVersion}
- again: \`npm run bench -- --only ${suite.name} --write\`
`

export const writePage = async (suite: Suite, figures: readonly Figure[]): Promise<void> => {
  const folder = new URL('./results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${suite.name}.md`, folder), page(suite, figures, new Date()))
}
