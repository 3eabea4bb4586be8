/** Format, lint, import circles and undeclared imports, as biome.json says. */
import { command } from '../command.ts'
import { program } from '../packages.ts'
import type { Check } from './check.ts'

export const biome: Check = {
  name: 'format and lint',
  async run() {
    const bin = program('biome', '@biomejs/biome')
    const { code, output } = await command(process.execPath, [
      bin,
      'ci',
      '--colors=off',
      '--max-diagnostics=200',
      '--error-on-warnings',
      '.',
    ])
    return { faults: code === 0 ? [] : [output.trim()] }
  },
}
