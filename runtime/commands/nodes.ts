/** `millrace nodes`: the catalogue, for people and programs; and its pages in the documentation. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { library } from '@millrace/nodes'
import { type Command, Ending, Exit, language, read } from './command.ts'
import { catalogue } from './load.ts'

export const nodes: Command = {
  says: { en: 'list the nodes, or show one', zh: '列出节点,或查看某个节点' },
  usage: `millrace nodes [NAME]

  --json             the catalogue as JSON
  --write-docs DIR   write the pages of the documentation
  --check-docs DIR   exit 1 where they are not up to date`,

  async run(words) {
    const { values, positionals } = read(words, {
      json: { type: 'boolean' },
      'write-docs': { type: 'string' },
      'check-docs': { type: 'string' },
    })
    const [name] = positionals
    if (positionals.length > 1) throw new Ending(Exit.usage, 'nodes takes one NAME at most')
    if (values['write-docs'] !== undefined) return docs(values['write-docs'], true)
    if (values['check-docs'] !== undefined) return docs(values['check-docs'], false)
    const specs = [...catalogue.nodes.values()]
      .filter((spec) => name === undefined || spec.is === name)
      .sort((a, b) => (a.is < b.is ? -1 : 1))
    if (name !== undefined && specs.length === 0) throw new Ending(Exit.usage, `there is no node "${name}"`)
    if (values.json) process.stdout.write(`${JSON.stringify(name === undefined ? specs : specs[0])}\n`)
    else
      process.stdout.write(
        name === undefined ? specs.map((spec) => `${spec.is.padEnd(22)} ${spec.title[language]}\n`).join('') : page(specs[0] as NodeSpec),
      )
    return Exit.good
  },
}

const page = (spec: NodeSpec): string => {
  const ports = (list: NodeSpec['in']) =>
    list.map((port) =>
      'for' in port
        ? `${port.port.name}: ${port.port.type}, for each of ${port.for}`
        : `${port.name}: ${port.type}${port.optional ? ', optional' : ''}${port.event ? ', event' : ''}`,
    )
  const fields = Object.entries(
    (spec.config.properties ?? {}) as Record<string, { type?: string; default?: unknown; 'x-title'?: { en: string; zh: string } }>,
  )
  return [
    `${spec.is} — ${spec.title[language]}`,
    spec.doc[language],
    '',
    ...ports(spec.in).map((port) => `in   ${port}`),
    ...ports(spec.out).map((port) => `out  ${port}`),
    ...fields.map(
      ([field, schema]) =>
        `set  ${field}: ${schema['x-title']?.[language] ?? ''}${schema.default === undefined ? '' : ` (${JSON.stringify(schema.default)})`}`,
    ),
    '',
  ].join('\n')
}

const docs = async (folder: string, write: boolean): Promise<number> => {
  const { writeNodeDocs } = await import('@millrace/nodes/docs.ts')
  const stale: string[] = []
  for (const [path, text] of writeNodeDocs(library)) {
    const file = join(folder, path)
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) continue
    stale.push(file)
    if (!write) continue
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const file of stale) process.stdout.write(`${write ? 'written' : 'out of date'}: ${file}\n`)
  return stale.length === 0 || write ? Exit.good : Exit.faults
}
