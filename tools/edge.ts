/** `npm run edge [-- --out DIR]`: the runtime alone, small, as a folder that runs on another machine; and what it weighs and how fast it starts. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildEdge } from './edge/build.ts'
import { figures, line, row } from './edge/figures.ts'
import { root } from './root.ts'

const usage = `npm run edge [-- WORDS]

  --out DIR             where it is put (else dist/edge)
  --platform NAME       whose native parts it gets: linux-x64, linux-arm64 … (else this machine's; another one comes without Node)
  --no-node             leave the Node binary out
  --no-start            do not measure how it starts
  --json                one figure a line, as JSON`

const here = `${process.platform}-${process.arch}`

const { values } = parseArgs({
  allowNegative: true,
  options: {
    out: { type: 'string', default: join(root, 'dist/edge') },
    platform: { type: 'string', default: here },
    node: { type: 'boolean', default: true },
    start: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(usage)
else {
  const folder = resolve(values.out)
  const ours = values.platform === here
  await buildEdge({ folder, platform: values.platform, node: values.node && ours })
  if (!values.json) console.log(folder)
  for await (const figure of figures(folder, ours, values.start)) console.log(values.json ? line(figure) : row(figure))
}
