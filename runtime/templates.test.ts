/** Every template that ships: its flows are good and in canonical form, their tests pass, and its recording folds twice to the same bytes. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { effectLine } from '@millrace/engine/effect-line.ts'
import { Engine } from '@millrace/engine/engine.ts'
import { EntryLines } from '@millrace/engine/entry-line.ts'
import { testFlow } from '@millrace/engine/test-flow.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import { library } from '@millrace/nodes'
import { readTemplate } from '@millrace/project/template.ts'
import { load } from './commands/load.ts'

const folder = fileURLToPath(new URL('../templates', import.meta.url))

const foldAll = (flow: CheckedFlow, recording: string): string[] => {
  const effects: string[] = []
  const engine = new Engine({ flow, library, effect: (effect) => effects.push(effectLine(effect)) })
  const lines = new EntryLines(flow)
  for (const line of recording.trim().split('\n')) {
    const read = lines.read(line)
    assert.ok('entry' in read, line)
    assert.equal(engine.fold(read.entry), undefined)
  }
  return effects
}

for (const name of readdirSync(folder)) {
  test(`the template ${name} is whole, and its flows pass their tests`, async () => {
    const read = await readTemplate(join(folder, name))
    assert.ok('ok' in read, JSON.stringify(read))
    for (const flowName of read.ok.flows.keys()) {
      const { flow, faults, read: found } = await load(join(folder, name, `${flowName}.flow.yaml`))
      assert.deepEqual(faults, [])
      assert.ok(flow)
      const results = testFlow(flow, found.document?.tests ?? {}, library)
      assert.ok(results.length > 0)
      assert.deepEqual(
        results.filter(({ passed }) => !passed),
        [],
      )
    }
  })
}

test('the recording of boiler-watch rings once, for the boiler that overheats, and folds twice to the same bytes', async () => {
  const { flow } = await load(join(folder, 'boiler-watch/boiler-watch.flow.yaml'))
  assert.ok(flow)
  const recording = readFileSync(join(folder, 'boiler-watch/recording.jsonl'), 'utf8')
  const effects = foldAll(flow, recording)
  assert.deepEqual(foldAll(flow, recording), effects)
  const alarms = effects.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'alarm')
  assert.deepEqual(
    alarms.map(({ key, value }) => [key, value.state]),
    [
      ['plant1/b2', 'B'],
      ['plant1/b2', 'D'],
    ],
  )
})
