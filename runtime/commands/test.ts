/** `millrace test`: the tests that stand in flow documents, on a virtual clock. */
import { testFlow } from '@millrace/engine/test-flow.ts'
import { type Command, Ending, Exit, read, tell } from './command.ts'
import { flowFiles } from './files.ts'
import { loadEach } from './load-each.ts'
import { again, libraryHere, needsLock } from './locked.ts'

export const test: Command = {
  says: { en: 'run the tests that stand in flows', zh: '运行流程文档中的测试' },
  usage: `millrace test PATH…

PATH is a flow document, a bundle, or a folder whose *.flow.yaml are tested.
The last line says how many passed and failed.

  --json   one result a line: {"flow","test","passed","step","why"}

Exit: 0 all passed, 1 a test failed or a flow has faults, 2 wrong usage.`,

  async run(words) {
    const { values, positionals } = read(words, { json: { type: 'boolean' } })
    if (positionals.length === 0) throw new Ending(Exit.usage, 'test takes one PATH or more')
    const counts = { passed: 0, failed: 0 }
    const loaded = (await Promise.all((await flowFiles(positionals)).map(loadEach))).flat()
    if (loaded.some(({ flow }) => flow && needsLock(flow))) return again(['test', ...words])
    for (const { file, flow, faults, read: found } of loaded) {
      tell(faults, values.json)
      if (!flow) counts.failed++
      for (const result of flow ? testFlow(flow, found.document?.tests ?? {}, libraryHere()) : []) {
        counts[result.passed ? 'passed' : 'failed']++
        const line = `${result.passed ? 'ok' : 'not ok'}  ${file}: ${result.test}${result.passed ? '' : `\n        step ${result.step}: ${result.why}`}`
        process.stdout.write(`${values.json ? JSON.stringify({ flow: file, ...result }) : line}\n`)
      }
    }
    if (!values.json) process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
    return counts.failed === 0 ? Exit.good : Exit.faults
  },
}
