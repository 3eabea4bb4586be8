/** Random commands for the tests: from a seed, so that a failing one can be looked at again. */
import type { FlowDocument } from './document.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import type { Json } from './type.ts'

export interface Random {
  below(limit: number): number
  of<T>(items: readonly T[]): T
}

/** mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { below: (limit) => Math.floor(next() * limit), of: (items) => items[Math.floor(next() * items.length)] as never }
}

const names = ['a', 'b', 'c', 'pump', 'valve-1', '泵', 'Ölstand', '7', '42', 'hot', 'mean', 'toString', 'hasOwnProperty']
const fields = ['unit', 'limit', 'rules', 'code', '3']
const values: readonly Json[] = [
  0,
  -0,
  1e21,
  5.5,
  true,
  null,
  '',
  '10 s',
  'yes',
  '1e3',
  '#x: y',
  'a, b',
  ' x ',
  'z\ny\n',
  'q\n\n w',
  '\u2028é"\\',
  [],
  [1, 'a', [2]],
  {},
]
const long: Json = { name: 'a rather long text that does not fit', of: Array.from({ length: 12 }, (_, n) => ({ n, says: 'so it goes' })) }

const value = (random: Random): Json => random.of([...values, { parameter: 'limit' }, [{ name: random.of(names), when: 'v > 5' }], long])

const randomEdit = (document: FlowDocument, random: Random): Edit => {
  const there = [...Object.keys(document.nodes), 'nowhere']
  const node = random.of(there)
  const wire = `${random.of(there)}.${random.of(['value', 'payload'])}`
  const input = random.of(['value', 'limit', '1', 'x'])
  const at: [number, number] = [random.below(999), -random.below(999)]
  const inputs: readonly Extract<Edit, { do: 'set-input' }>['to'][] = [wire, { from: wire, initial: 0 }, { value: value(random) }, null]
  const edits: readonly (() => Edit)[] = [
    () => ({ do: 'add-node', name: random.of(names), node: { is: 'math/scale', in: { value: wire }, config: { c: value(random) } }, at }),
    () => ({ do: 'add-node', name: random.of(names), node: { is: 'x/y' }, after: random.of([null, ...there]) }),
    () => ({ do: 'remove-node', name: node }),
    () => ({ do: 'rename-node', from: node, to: random.of(names) }),
    () => ({ do: 'set-input', node, input, to: random.of(inputs) }),
    () => ({ do: 'set-config', node, path: [random.of(fields)], to: value(random) }),
    () => ({ do: 'set-config', node, path: [random.of(fields)] }),
    () => ({ do: 'set-config', node, path: ['rules', random.below(2), 'name'], to: value(random) }),
    () => ({ do: 'set-says', node, to: random.of([null, 'Hello: world', '说明']) }),
    () => ({ do: 'move', to: { [node]: random.of([at, null]) } }),
    () => ({ do: 'set-flow', field: random.of(['name', 'says'] as const), to: random.of(['A', '一', 'x # y']) }),
    () => ({ do: 'set-flow', field: 'outputs', to: { [input]: wire } }),
    () => ({ do: 'set-parameter', name: random.of(names), to: random.of([null, { type: 'number', default: random.below(9) }]) }),
    () => ({ do: 'set-test', name: random.of(names), to: random.of([null, [{ wait: '1 s' }, { expect: node, value: value(random) }]]) }),
    () => ({ do: 'set-group', name: random.of(names), to: random.of([null, { says: 'G', nodes: [node] }]) }),
  ]
  return random.of(edits)()
}

export const randomCommand = (document: FlowDocument, random: Random): EditCommand => ({
  says: { en: 'Random', zh: '随机' },
  edits: Array.from({ length: 1 + random.below(3) }, () => randomEdit(document, random)),
})
