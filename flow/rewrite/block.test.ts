/** Blocks of YAML keep their comments and their form when a part of them changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FlowDocument } from '../document.ts'
import { applyEdits } from '../edit.ts'
import type { Edit } from '../edit-command.ts'
import { watch } from '../fixture.ts'
import { randomCommand, randomFrom } from '../random-edits.ts'
import { readFlow } from '../read.ts'
import { rewriteFlow, writeFlow } from '../write.ts'

/** As a person might write it: four spaces, comments everywhere, quotes to taste. */
const handwritten = `# Owned by the boiler house.
millrace: 1
name: 'Boiler watch'   # shown in the list

parameters:
    # agreed with the shift leader
    limit:   { type: number, unit: °C, default: 90 } # was 95

nodes:
    # --- sources ---

    # the broker in hall 2
    boilers:
        is: mqtt/in
        config:
            connection: plant   # hall 2
            topic: "plant1/+/temperature"

            # one key a boiler
            key: 'plant1/{1}'
    celsius: # text to number
        is: text/number
        in: {text: boilers.payload}   # raw
        config: { unit: °C, extra: [1, 2,
            3] }
    mean: { is: math/average, in: { value: celsius.value }, config: { count: 30 } }

    # rings
    hot:
        is: alarm/high
        config:
            rules:
            # first
            - name: a   # A
              when: "v > 1"
            # second
            - { name: b, when: v > 2 } # B
            code: |+
                let x = 1

                # not a comment
                x


        in:
            value: mean.mean
# the end of nodes
tests:
    quiet:
        # eighty
        - { feed: boilers, payload: "80" } # low
        - { expect: hot, nothing: true }   # silent

layout:
    celsius: [240, 0] # drawn by hand
    boilers: [0, 0]
# bye
`

const old = readFlow(handwritten).document as FlowDocument

const edited = (document: FlowDocument, ...edits: Edit[]): FlowDocument => {
  const done = applyEdits(document, { says: { en: '', zh: '' }, edits })
  if ('refused' in done) throw new Error(done.refused.says.en)
  return done.document
}

/** Lines that went, and lines that came. */
const changed = (before: string, after: string): readonly string[] => {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const counts = new Map<string, number>()
  for (const line of b) counts.set(line, (counts.get(line) ?? 0) + 1)
  const gone = a.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
  return [...gone.map((line) => `-${line.trim()}`), ...[...counts].flatMap(([line, left]) => (left > 0 ? [`+${line.trim()}`] : []))]
}

const touched = (...edits: Edit[]) => {
  const document = edited(old, ...edits)
  const text = rewriteFlow(handwritten, document)
  assert.deepEqual(readFlow(text).document, document)
  return changed(handwritten, text)
}

test('a text rewritten with what it says stays as it is, to the byte', () => {
  assert.equal(rewriteFlow(handwritten, old), handwritten)
  assert.equal(rewriteFlow(writeFlow(watch), watch), writeFlow(watch))
  const windows = handwritten.replaceAll('\n', '\r\n')
  assert.equal(rewriteFlow(windows, old), windows)
})

test('an edit touches only its own line, and leaves the comment on it', () => {
  assert.deepEqual(touched({ do: 'set-config', node: 'boilers', path: ['connection'], to: 'other' }), [
    '-connection: plant   # hall 2',
    '+connection: other   # hall 2',
  ])
  assert.deepEqual(touched({ do: 'set-config', node: 'hot', path: ['rules', 0, 'when'], to: 'v > 9' }), [
    '-when: "v > 1"',
    '+when: "v > 9"',
  ])
  assert.deepEqual(touched({ do: 'set-config', node: 'hot', path: ['rules', 1, 'name'], to: 'c' }), [
    '-- { name: b, when: v > 2 } # B',
    '+- { name: c, when: "v > 2" } # B',
  ])
  assert.deepEqual(touched({ do: 'set-input', node: 'celsius', input: 'text', to: 'boilers.topic' }), [
    '-in: {text: boilers.payload}   # raw',
    '+in: { text: boilers.topic }   # raw',
  ])
  assert.deepEqual(touched({ do: 'move', to: { boilers: [1, 2] } }), ['-boilers: [0, 0]', '+boilers: [1, 2]'])
  assert.deepEqual(touched({ do: 'set-flow', field: 'says', to: 'Hello' }), ['+says: Hello'])
})

test('a renamed node keeps its place and its comments', () => {
  assert.deepEqual(touched({ do: 'rename-node', from: 'hot', to: 'warm' }), [
    '-hot:',
    '-- { expect: hot, nothing: true }   # silent',
    '+warm:',
    '+was: hot',
    '+- { expect: warm, nothing: true }   # silent',
  ])
})

test('a removed node takes along only its own comment', () => {
  const gone = touched({ do: 'remove-node', name: 'boilers' })
  assert.ok(gone.includes('-# the broker in hall 2'))
  assert.ok(!gone.includes('-# --- sources ---'))
})

test('whatever is edited, the text says the document, and comments of what is untouched stay', () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = randomFrom(seed)
    let [document, text] = [old, handwritten]
    for (let n = 0; n < 60; n++) {
      const done = applyEdits(document, randomCommand(document, random))
      if ('refused' in done) continue
      const next = rewriteFlow(text, done.document, { old: document })
      const read = readFlow(next)
      assert.deepEqual(read.faults, [], next)
      assert.deepEqual(read.document, done.document)
      document = done.document
      text = next
    }
    assert.match(text, /^# Owned by the boiler house\.\n/)
    assert.match(text, /# bye\n$/)
  }
})

test('lines of nodes that an edit does not name are never touched', () => {
  const nodes = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}`, { is: 'x/y', config: { n } }]))
  const document: FlowDocument = { millrace: 1, name: 'Long', nodes }
  const text = writeFlow(document).replaceAll(/ {4}config.*$/gm, '$& # keep')
  for (let n = 0; n < 300; n += 7) {
    const next = rewriteFlow(text, edited(document, { do: 'set-config', node: `n${n}`, path: ['n'], to: -1 }), { old: document })
    assert.deepEqual(changed(text, next), [`-config: { n: ${n} } # keep`, '+config: { n: -1 } # keep'])
  }
})

test('a text that says nothing readable is written afresh, JSON stays JSON', () => {
  assert.equal(rewriteFlow('a: b: c', watch), writeFlow(watch))
  assert.equal(rewriteFlow(`{ millrace: 1, name: x, nodes: {} }`, watch), writeFlow(watch))
  assert.deepEqual(JSON.parse(rewriteFlow('{"millrace":1,"name":"x","nodes":{}}', watch)), watch)
})

test('the canonical form keeps every comment, and is the same the second time', () => {
  const text = rewriteFlow(handwritten, old, { canonical: true })
  const comments = (written: string) => (written.match(/# (?!not a).*$/gm) ?? []).map((line) => line.trimEnd()).sort()
  assert.deepEqual(comments(text), comments(handwritten))
  assert.deepEqual(readFlow(text).document, old)
  assert.equal(rewriteFlow(text, old, { canonical: true }), text)
  assert.match(text, /\n {2}limit: \{ type: number, unit: °C, default: 90 \} # was 95\n/)
  assert.equal(
    rewriteFlow(JSON.stringify(watch), watch, { canonical: true }),
    `${JSON.stringify(readFlow(writeFlow(watch)).document, null, 2)}\n`,
  )
  assert.equal(rewriteFlow(writeFlow(watch), watch, { canonical: true }), writeFlow(watch))
  for (const text of [writeFlow(watch).replaceAll('\n\n', '\n'), writeFlow(watch).replaceAll(/^( *)/gm, '$1$1'), '{ millrace: 1 }'])
    assert.equal(rewriteFlow(text, watch, { canonical: true }), writeFlow(watch))
})

test('the canonical form has composed names', () => {
  const text = 'millrace: 1\nname: x\nnodes:\n  O\u0308l: { is: x/y } # oil\n  a: { is: x/y, in: { v: O\u0308l.value } }\n'
  const document = readFlow(text).document as FlowDocument
  const next = rewriteFlow(text, document, { canonical: true })
  assert.equal(next, 'millrace: 1\nname: x\n\nnodes:\n  Öl: # oil\n    is: x/y\n  a:\n    is: x/y\n    in: { v: Öl.value }\n')
})

test('entries that changed places are written in their new order, each with its comments', () => {
  const text = writeFlow(watch).replace('  hot:', '  # rings\n  hot:')
  const { hot, ...others } = watch.nodes
  const turned = { ...watch, nodes: { hot, ...others } } as FlowDocument
  const next = rewriteFlow(text, turned)
  assert.match(next, /nodes:\n {2}# rings\n {2}hot:/)
  assert.deepEqual(Object.keys(readFlow(next).document?.nodes ?? {}), ['hot', 'boilers', 'celsius', 'mean'])
})
