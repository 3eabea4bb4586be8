/** The node reference under docs/nodes is generated; it has to be what the nodes say today. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../command.ts'
import { root } from '../root.ts'
import type { Check } from './check.ts'

export const docs: Check = {
  name: 'generated docs',
  async run() {
    if (!existsSync(join(root, 'runtime/main.ts'))) return { faults: [] }
    const { code, output } = await command(process.execPath, ['runtime/main.ts', 'nodes', '--check-docs', 'docs/nodes'])
    return { faults: code === 0 ? [] : [output.trim()] }
  },
}
