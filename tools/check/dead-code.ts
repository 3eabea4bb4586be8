/** Files, exports and dependencies that nothing uses, found by knip. */
import { command } from '../command.ts'
import { program } from '../packages.ts'
import type { Check } from './check.ts'

export const deadCode: Check = {
  name: 'dead code',
  async run() {
    const { code, output } = await command(process.execPath, [program('knip'), '--no-progress', '--reporter=compact'])
    return { faults: code === 0 ? [] : [output.trim()] }
  },
}
