/** `millrace fold`: entries in, effects out, a line each. How people script, test and debug flows without a browser. */
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { effectLine } from '@millrace/engine/effect-line.ts'
import { Engine } from '@millrace/engine/engine.ts'
import { EntryLines } from '@millrace/engine/entry-line.ts'
import { Snapshot } from '@millrace/engine/saved.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import { fault } from '@millrace/flow/fault.ts'
import { type Command, Ending, Exit, ending, read, tell, whole } from './command.ts'
import { lines } from './lines.ts'
import { loadEach, pick } from './load-each.ts'
import { again, libraryHere, needsLock } from './locked.ts'

const options = {
  flow: { type: 'string' },
  watch: { type: 'string', multiple: true },
  'no-effects-of': { type: 'string', multiple: true },
  'snapshot-at': { type: 'string' },
  'snapshot-out': { type: 'string' },
  'snapshot-in': { type: 'string' },
  stats: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export const fold: Command = {
  says: { en: 'fold a journal through a flow: entries in, effects out', zh: '将日志条目送入流程,输出效果' },
  usage: `millrace fold FLOW|BUNDLE [JOURNAL]

JOURNAL (or standard input) holds one JSON object a line:
  {"node":"boilers","ports":{"payload":"80"},"key":"plant1/b1","time":0,"now":0}
  {"node":"boilers","port":"payload","value":"80"}        the same, short
  {"node":"mean","port":"in.value","value":80}            straight to an input
  {"node":"boilers","now":5,"rows":[{"key":"a","ports":{…}}]}
  {"node":"hot","key":"…","command":"acknowledge","by":"…"}
  {"parameter":"limit","key":"plant1/b3","value":95}
  {"node":"ask","reply":{…},"to":3}    {"now":60000}      time passes
Effects come out as {"entry","index","kind","node","port","key","value","time","quality"};
"entry" is the line of the input (after --snapshot-in it goes on from the snapshot's).

  --flow NAME              of a BUNDLE that holds several
  --watch NODE.PORT        every sample of a wire too (may be repeated)
  --no-effects-of A,B      leave out what these nodes do
  --snapshot-at N --snapshot-out FILE    write the state after line N
  --snapshot-in FILE       begin with a state
  --stats                  counters at the end, on standard error
  --json                   faults as JSON, one a line

Exit: 0 good, 1 faults or bad lines (the others are folded), 2 wrong usage.`,

  async run(words) {
    const { values, positionals } = read(words, options)
    const [file, journal] = positionals
    if (!file || positionals.length > 2) throw new Ending(Exit.usage, 'fold takes a FLOW or a BUNDLE and, if you like, a JOURNAL')
    const flows = await loadEach(file)
    const found = pick(flows, values.flow)
    if (!found) throw new Ending(Exit.usage, `--flow takes one of ${flows.map(({ file }) => basename(file)).join(', ')}`)
    const { flow, faults } = found
    tell(faults, values.json)
    if (!flow) return Exit.faults
    if (needsLock(flow)) return again(['fold', ...words], values['snapshot-out'] === undefined ? [] : [resolve(values['snapshot-out'])])
    const folding = new Folding(flow, values['no-effects-of']?.flatMap((names) => names.split(',')) ?? [])
    for (const wire of values.watch ?? [])
      if (!folding.engine.watch(wire)) throw new Ending(Exit.usage, `--watch: there is no wire "${wire}"`)
    const first = values['snapshot-in'] === undefined ? 0 : folding.restore(await readSnapshot(values['snapshot-in']))
    const at = whole(values['snapshot-at'], 'snapshot-at')
    const out = values['snapshot-out']
    if ((at === undefined) !== (out === undefined)) throw new Ending(Exit.usage, '--snapshot-at and --snapshot-out go together')
    const input = journal === undefined || journal === '-' ? process.stdin : createReadStream(journal)
    input.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      process.exit(Exit.usage)
    })
    let number = 0
    /** Lines that hold no entry count as well: what goes on from here is numbered as in the whole journal. */
    const save = async () => writeFile(out ?? '', `${JSON.stringify({ ...folding.engine.snapshot(), entry: first + number })}\n`)
    if (at === 0) await save()
    let good = true
    for await (const text of lines(input)) {
      number++
      const wrong = folding.line(text, first + number)
      if (wrong !== undefined) {
        good = false
        tell([{ ...fault('bad-line', `line ${number}`, { why: wrong }), line: number }], values.json)
      }
      if (at === number) await save()
      if (folding.full) await folding.flush()
    }
    if (at !== undefined && at > number) throw new Ending(Exit.usage, `--snapshot-at ${at}: the journal has ${number} lines`)
    await folding.flush()
    if (values.stats) {
      const { late, rejects, errors, entries, keys } = folding.engine.counters
      process.stderr.write(`${JSON.stringify({ late, rejects, drops: 0, errors, entries, keys })}\n`)
    }
    return good ? Exit.good : Exit.faults
  },
}

const readSnapshot = async (file: string): Promise<Snapshot> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Ending(Exit.usage, `there is no file ${file}`)
  try {
    return Snapshot.parse(JSON.parse(text))
  } catch (error) {
    throw ending(Exit.faults, `${file} is not a snapshot`, error)
  }
}

class Folding {
  readonly engine: Engine
  readonly #flow: CheckedFlow
  #lines: EntryLines
  #out: string[] = []

  constructor(flow: CheckedFlow, hidden: readonly string[]) {
    const hide = new Set(hidden)
    this.#flow = flow
    this.#lines = new EntryLines(flow)
    this.engine = new Engine({
      flow,
      library: libraryHere(),
      effect: (effect) => !hide.has(effect.node) && this.#out.push(effectLine(effect)),
    })
  }

  /** Gives the number of the last line folded. */
  restore(snapshot: Snapshot): number {
    this.engine.restore(snapshot)
    this.#lines = new EntryLines(this.#flow, snapshot.now)
    return snapshot.entry
  }

  /** Folds one line; gives what is wrong with it, if anything. */
  line(text: string | undefined, entry: number): string | undefined {
    if (text === undefined) return 'the line is longer than 1 MiB'
    if (text.trim() === '') return undefined
    const found = this.#lines.read(text)
    return 'wrong' in found ? found.wrong : this.engine.fold(found.entry, entry)
  }

  get full(): boolean {
    return this.#out.length >= 1_000
  }

  /** Waits where the reader of our output is slower than we are. */
  async flush(): Promise<void> {
    if (this.#out.length === 0) return
    const text = `${this.#out.join('\n')}\n`
    this.#out = []
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
