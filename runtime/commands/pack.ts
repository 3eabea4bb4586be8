/** `millrace pack`: a flow or a project's release as one file that runs on another machine. */
import { writeFile } from 'node:fs/promises'
import { packBundle } from '@millrace/project/bundle.ts'
import { type Command, Ending, Exit, ending, read } from './command.ts'
import { isBundle } from './load-each.ts'
import { runnable } from './runnable.ts'

export const pack: Command = {
  says: { en: 'pack flows into one file that runs on another machine', zh: '将流程打包为可在其他机器上运行的文件' },
  usage: `millrace pack FLOW|PROJECT

FLOW is packed as it stands in its file, PROJECT with its newest release; with the
connections that they use, and never with a secret. "millrace run FILE" runs it.
There, environments/NAME.yaml says where the connections are, and secrets come from
MILLRACE_SECRET_CONNECTION_NAME. Writing to equipment arrives disarmed.

  -o, --output FILE    else NAME.millrace, here
  --addresses          pack the addresses too
  --environment NAME   of that environment
  --json               {"file","release","flows","digest"} on one line

Exit: 0 packed, 1 faults, 2 wrong usage, 3 the file cannot be written.`,

  async run(words) {
    const { values, positionals } = read(words, {
      output: { type: 'string', short: 'o' },
      addresses: { type: 'boolean' },
      environment: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [path, more] = positionals
    if (!path || more) throw new Ending(Exit.usage, 'pack takes one FLOW or PROJECT')
    if (isBundle(path)) throw new Ending(Exit.usage, `${path} is packed already`)
    const { name, timeZone, release, connections } = await runnable(path, { ...values, looksOnly: true })
    const used = new Set(
      [...release.documents.values()].flatMap(({ nodes }) => Object.values(nodes).map(({ config }) => config?.['connection'])),
    )
    const flows = [...release.documents.keys()]
    const file = values.output ?? `${flows.length === 1 ? flows[0] : name}.millrace`
    const text = packBundle({
      name,
      timeZone,
      release,
      connections: [...connections.values()].filter((connection) => used.has(connection.name)),
      addresses: values.addresses ?? false,
    })
    await writeFile(file, text).catch((error: unknown) => {
      throw ending(Exit.environment, `${file} cannot be written: ${error instanceof Error ? error.message : error}`, error)
    })
    const told = { file, release: release.release, flows, digest: release.digest }
    process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : `${file}: ${flows.join(', ')}\n`)
    return Exit.good
  },
}
