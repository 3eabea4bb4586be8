/** `millrace fmt`: flow documents in their canonical form, comments kept. */
import { writeFile } from 'node:fs/promises'
import { rewriteFlow } from '@millrace/flow/write.ts'
import { type Command, Ending, Exit, read, tell } from './command.ts'
import { flowFiles } from './files.ts'
import { load } from './load.ts'

export const fmt: Command = {
  says: { en: 'write flows in their canonical form', zh: '将流程文档写成规范格式' },
  usage: `millrace fmt PATH…

  --check   change nothing; exit 1 where a document is not in its canonical form
  --json    faults as JSON, one a line

Exit: 0 good, 1 faults found (or, with --check, something to do), 2 wrong usage.`,

  async run(words) {
    const { values, positionals } = read(words, { check: { type: 'boolean' }, json: { type: 'boolean' } })
    if (positionals.length === 0) throw new Ending(Exit.usage, 'fmt takes one PATH or more')
    let good = true
    for (const file of await flowFiles(positionals)) {
      const { read: found, text } = await load(file)
      if (!found.document) {
        tell(found.faults, values.json)
        good = false
        continue
      }
      const written = rewriteFlow(text, found.document, { canonical: true })
      if (written === text) continue
      process.stdout.write(`${file}\n`)
      if (values.check) good = false
      else await writeFile(file, written)
    }
    return good ? Exit.good : Exit.faults
  },
}
