/** TypeScript over every project: flow sees neither Node nor a browser, the editor no Node, the rest no browser. */
import { command } from '../command.ts'
import { program } from '../packages.ts'
import type { Check } from './check.ts'

const PROJECTS = ['tsconfig.json', 'flow/tsconfig.json', 'editor/tsconfig.json', 'editor/tsconfig.test.json', 'e2e/tsconfig.json']

export const types: Check = {
  name: 'types',
  async run() {
    const compiler = program('tsc', 'typescript')
    const ended = await Promise.all(PROJECTS.map((project) => command(process.execPath, [compiler, '--pretty', 'false', '-p', project])))
    const faults = ended.flatMap(({ output }) => output.split('\n')).filter((line) => line !== '' && !line.includes('error TS18003'))
    return { faults: [...new Set(faults)] }
  },
}
