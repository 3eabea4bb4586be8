/** The reference says everything about every node. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeNodeDocs } from './docs.ts'
import { library } from './index.ts'

const pages = writeNodeDocs(library)
const all = [...pages.values()].join('\n')

test('every node and connection has a section with its example', () => {
  for (const [is, definition] of [...library.nodes, ...library.connections]) {
    assert.ok(all.includes(`\n## ${is}\n`), is)
    assert.ok(all.includes(definition.doc.en.replace(/[|<>].*/s, '')), is)
  }
  for (const definition of library.nodes.values())
    for (const [title] of definition.examples) assert.ok(all.includes(`*${title.en} · ${title.zh}*`), title.en)
})

test('nothing in it is left unsaid by accident', () => {
  assert.doesNotMatch(all, /undefined|\[object Object\]|NaN/)
})

test('the tables hold: every row has as many cells as its head', () => {
  for (const [path, text] of pages) {
    for (const rows of text
      .trim()
      .split('\n\n')
      .filter((part) => part.startsWith('|'))) {
      const cells = rows.split('\n').map((row) => row.split(/(?<!\\)\|/).length)
      assert.ok(
        cells.every((count) => count === cells[0]),
        `${path}: ${rows}`,
      )
    }
  }
})

test('it is the same text every time', () => {
  assert.deepEqual([...writeNodeDocs(library)], [...pages])
})
