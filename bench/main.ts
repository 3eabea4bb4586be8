/** `npm run bench`: this product beside Node-RED, on the same core, in the same run. Figures go to stdout, all else to stderr. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { chain } from './chain/suite.ts'
import { where } from './core.ts'
import { endAll } from './ending.ts'
import { type Figure, jsonLine } from './figure.ts'
import { mqtt } from './mqtt/suite.ts'
import { overload } from './overload/suite.ts'
import { installPeer } from './peer/install.ts'
import { table, writePage } from './report.ts'
import { start } from './start/suite.ts'
import type { Suite } from './suite.ts'

const usage = `npm run bench [-- --only NAME --json]

  --only NAME    figures whose names begin so (chain, chain.keys1, mqtt.qos1 …); may be repeated
  --json         one JSON object per figure and line; ratio: how many times better than Node-RED
  --write        write bench/results/NAME.md, too
  --seconds N    how long the overload lasts (60)
`

const suites: readonly Suite[] = [chain, mqtt, start, overload]

const begins = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const options = {
  only: { type: 'string', multiple: true, default: [] },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  seconds: { type: 'string', default: '60' },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies NonNullable<ParseArgsConfig['options']>

const words = () => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return undefined
  }
}

const run = async (): Promise<number> => {
  const values = words()
  if (!values) return 2
  const { only, json, write } = values
  const seconds = Number(values.seconds)
  if (values.help || !(seconds >= 1 && seconds <= 3_600)) {
    process.stderr.write(usage)
    return values.help ? 0 : 2
  }
  const asked = (name: string) => only.length === 0 || only.some((part) => begins(name, part))
  const chosen = suites.filter(({ gives }) => gives.some(asked))
  if (chosen.length === 0) {
    process.stderr.write(`no figure's name begins with ${only.join(' or ')}; there are ${suites.flatMap(({ gives }) => gives).join(' ')}\n`)
    return 2
  }
  installPeer()
  process.stderr.write(`${where}\n`)
  let failed = 0
  for (const suite of chosen) {
    process.stderr.write(`${suite.name} …\n`)
    try {
      const figures = await suite.run({ wanted: (name) => only.length === 0 || only.some((part) => name.startsWith(part)), seconds })
      tell(figures, json)
      if (write) await writePage(suite, figures)
    } catch (error) {
      failed++
      endAll()
      process.stderr.write(`${suite.name} failed: ${error instanceof Error ? error.stack : error}\n`)
    }
  }
  return failed === 0 ? 0 : 1
}

const tell = (figures: readonly Figure[], json: boolean): void => {
  process.stdout.write(json ? figures.map((figure) => `${jsonLine(figure)}\n`).join('') : `${table(figures)}\n`)
}

process.exit(await run())
