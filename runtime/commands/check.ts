/** `millrace check`: everything that is wrong with flows or projects, at once. */
import { type Command, Ending, Exit, read, tell } from './command.ts'
import { flowFiles } from './files.ts'
import { loadEach } from './load-each.ts'

export const check: Command = {
  says: { en: 'find everything that is wrong with flows', zh: '检查流程,列出全部问题' },
  usage: `millrace check PATH…

PATH is a flow document, a bundle, or a folder whose *.flow.yaml are checked.

  --json   one fault a line, as JSON, on standard output

Exit: 0 good, 1 faults found, 2 wrong usage.`,

  async run(words) {
    const { values, positionals } = read(words, { json: { type: 'boolean' } })
    if (positionals.length === 0) throw new Ending(Exit.usage, 'check takes one PATH or more')
    let found = 0
    const flows = (await Promise.all((await flowFiles(positionals)).map(loadEach))).flat()
    for (const { faults } of flows) {
      found += faults.length
      tell(faults, values.json, values.json ? process.stdout : process.stderr)
    }
    if (!values.json)
      process.stdout.write(found === 0 ? `${flows.length === 1 ? flows[0]?.file : `${flows.length} flows`}: good\n` : `${found} faults\n`)
    return found === 0 ? Exit.good : Exit.faults
  },
}
