/** package-lock.json names no registry: each machine asks the one that it is set up for. */
import { read } from '../files.ts'
import type { Check } from './check.ts'

export const lock: Check = {
  name: 'lock file',
  async run() {
    const lines = read('package-lock.json').split('\n')
    const faults = lines.flatMap((line, at) =>
      /"resolved": "[a-z+]+:/.test(line) ? [`package-lock.json:${at + 1}: ${line.trim()} names a host`] : [],
    )
    return { faults }
  },
}
