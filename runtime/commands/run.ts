/** `millrace run`: flows without an editor, for edge boxes, scripts and tests. */
import type { AlarmRecord } from '@millrace/flow/alarm-record.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import type { Effect, FiringError } from '@millrace/flow/entry.ts'
import { library } from '@millrace/nodes'
import { openWork, type Work } from '@millrace/run/work.ts'
import { type Command, Ending, Exit, language, read, tell } from './command.ts'
import { libraryUrl } from './here.ts'
import { catalogue } from './load.ts'
import { runnable } from './runnable.ts'
import { untilStopped } from './until-stopped.ts'

const options = {
  for: { type: 'string' },
  environment: { type: 'string' },
  folder: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const run: Command = {
  says: { en: 'run flows without the editor', zh: '无界面运行流程' },
  usage: `millrace run FLOW|PROJECT|BUNDLE

PROJECT runs its newest release; one that has none gets its first, of checked flows.
FLOW runs as it stands in its file, with the connections of its project.
BUNDLE is a NAME.millrace that "millrace pack" made; it needs no project.
A line for each alarm and each error, and a summary at the end.

  --for 10s            stop by itself after that long (else at a signal)
  --environment NAME   where its connections are (environments/NAME.yaml)
  --folder DIR         where a BUNDLE or a lone FLOW keeps its files (else here)
  --json               every line as JSON

Exit: 0 good, 1 faults, or a flow could not start, 2 wrong usage,
3 with --for: a connection was not up in the end; or another runtime has the project.`,

  async run(words) {
    const { values, positionals } = read(words, options)
    const [path, more] = positionals
    if (!path || more) throw new Ending(Exit.usage, 'run takes a FLOW, a PROJECT or a BUNDLE')
    const lasts = values.for === undefined ? undefined : readDuration(values.for)
    if (values.for !== undefined && lasts === undefined)
      throw new Ending(Exit.usage, `--for takes a duration such as 10s, not "${values.for}"`)
    const { json } = values
    const found = await runnable(path, values)
    if (found.made && !json) process.stdout.write(`${texts.made[language]}\n`)
    const counts = new Map<string, { sent: number; alarms: number; errors: number }>()
    const count = (flow: string) => {
      const known = counts.get(flow) ?? { sent: 0, alarms: 0, errors: 0 }
      counts.set(flow, known)
      return known
    }
    const say = (line: Readonly<Record<string, unknown>>, plain: string) => process.stdout.write(`${json ? JSON.stringify(line) : plain}\n`)
    const work = openWork({
      folder: found.folder,
      connections: () => new Map([...found.connections].map(([name, { is }]) => [name, is])),
      setup: found.setup,
      library,
      libraryUrl,
      catalogue,
      hearing: {
        effect(flow, effect) {
          const counted = count(flow)
          if (effect.kind === 'send') counted.sent++
          else if (effect.kind === 'alarm') {
            counted.alarms++
            say(alarmLine(flow, effect), alarmText(flow, effect))
          } else if (effect.kind === 'error') {
            counted.errors++
            const { node, key, code, message } = effect.value as FiringError
            say({ kind: 'error', flow, node, key, code, message, time: effect.time }, `error  ${flow}/${node} ${key} ${code}: ${message}`)
          }
        },
        trouble(flow, node, says) {
          if (node === '') say({ kind: 'trouble', flow, says }, `trouble  ${flow}: ${says}`)
        },
      },
      refused: (connection, { code, says }) =>
        say({ kind: 'refused', connection, code, says: says.en }, `refused  ${connection}: ${says[language]}`),
    })
    const { faulty } = await work.take(found.release)
    for (const [name, faults] of faulty)
      tell(
        faults.map((one) => ({ file: `${name}.flow.yaml`, ...one })),
        json,
      )
    await untilStopped(...(lasts === undefined ? [] : [after(lasts)]))
    const down = lasts === undefined ? [] : work.pool.status().filter(({ users, state }) => users > 0 && state !== 'up')
    const failed = failures(work)
    const names = [...work.run.flows.keys()]
    await work.close()
    found.letGo()
    for (const { name, why } of down) process.stderr.write(`millrace: the connection ${name} is not up${why ? `: ${why[language]}` : ''}\n`)
    for (const [name, why] of failed) process.stderr.write(`millrace: the flow ${name} did not start: ${why}\n`)
    const flows = Object.fromEntries(names.map((name) => [name, count(name)]))
    say({ kind: 'summary', release: found.release.release, flows }, summary(flows))
    if (faulty.size > 0 || failed.length > 0) return Exit.faults
    return down.length > 0 ? Exit.environment : Exit.good
  },
}

const texts = { made: { en: 'Release 1 was made of the checked flows.', zh: '已由检查通过的流程生成版本 1。' } } as const

const after = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref())

const failures = ({ run }: Work) =>
  [...run.flows.values()].flatMap(({ name, run, why }) => (run === 'failed' ? [[name, why] as const] : []))

const alarmLine = (flow: string, { node, key, value, time }: Effect) => ({ kind: 'alarm', flow, node, key, time, alarm: value })

const alarmText = (flow: string, { node, key, value, time }: Effect): string => {
  const { state, level, priority, value: was, limit, unit = '' } = value as AlarmRecord
  const told = limit === null ? '' : ` ${String(was)} ${unit} (${limit} ${unit})`
  return `alarm  ${new Date(time).toISOString()} ${flow}/${node} ${key} ${state} ${level ?? ''} ${priority}${told}`.replace(/ +/g, ' ')
}

const summary = (flows: Readonly<Record<string, { readonly sent: number; readonly alarms: number; readonly errors: number }>>): string =>
  Object.entries(flows)
    .map(([name, { sent, alarms, errors }]) => `${name}: ${sent} sent, ${alarms} alarm changes, ${errors} errors`)
    .join('\n')
