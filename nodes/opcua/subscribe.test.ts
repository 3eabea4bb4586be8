/** How the values of one message become rows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Sample } from '@millrace/flow'
import { rowsOf } from './subscribe.ts'

const came = (name: string, key: string, value: number, time: number) => ({ tag: { name, key }, sample: new Sample(value, 0, time) })

test('one message makes one row an asset, with the newest time', () => {
  const rows = rowsOf([came('t', 'b1', 1, 10), came('p', 'b1', 2, 12), came('t', 'b2', 3, 11)])
  assert.deepEqual(
    rows.map(({ key, time, ports }) => [key, time, Object.keys(ports)]),
    [
      ['b1', 12, ['t', 'p']],
      ['b2', 11, ['t']],
    ],
  )
})

test('a tag that came twice in one message makes two rows, in order', () => {
  const rows = rowsOf([came('t', 'b1', 1, 10), came('t', 'b1', 2, 11), came('p', 'b1', 3, 11)])
  assert.deepEqual(
    rows.map(({ ports }) => Object.entries(ports).map(([name, sample]) => [name, (sample as Sample).value])),
    [
      [['t', 1]],
      [
        ['t', 2],
        ['p', 3],
      ],
    ],
  )
})
