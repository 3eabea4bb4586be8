/** Random flows out of the proof's nodes, as documents. */
import type { Definition } from '@millrace/flow/definition.ts'
import type { FlowDocument, Input, Node } from '@millrace/flow/document.ts'
import type { Json } from '@millrace/flow/type.ts'
import { library } from './others.ts'
import type { Random } from './random.ts'

interface Wire {
  readonly from: string
  readonly event: boolean
  readonly type: 'number' | 'other'
  /** Something may come over it: it does not hang on registers alone. */
  readonly live: boolean
}

const kinds = [...library.nodes.keys()].filter((is) => is !== 's/source' && is !== 'r/previous' && is !== 'm/any' && is !== 'f/restless')

const numbers = [-3, 0, 1, 2, 4, 9]

export const randomFlow = (random: Random): FlowDocument => {
  const nodes: Record<string, Node> = {}
  const wires: Wire[] = []
  const sources = 1 + random.below(2)
  for (let i = 0; i < sources; i++) {
    nodes[`s${i}`] = { is: 's/source' }
    for (const [port, event] of [
      ['v', false],
      ['w', false],
      ['e', true],
    ] as const)
      wires.push({ from: `s${i}.${port}`, event, type: 'number', live: true })
  }
  const registers = random.below(3)
  for (let i = 0; i < registers; i++) {
    nodes[`r${i}`] = { is: 'r/previous', config: { initial: random.of(numbers) } }
    wires.push({ from: `r${i}.value`, event: false, type: 'number', live: false })
  }
  const count = random.once(12) ? 20 + random.below(15) : 1 + random.below(9)
  for (let i = 0; i < count; i++) addNode(random, `n${i}`, random.of(kinds), nodes, wires)
  if (random.once(10)) addLoop(random, nodes, wires)
  if (random.once(150)) addLine(random, nodes, wires)
  for (let i = 0; i < registers; i++) {
    const into = random.of(wires.filter(({ type, event, from }) => type === 'number' && !event && !from.startsWith(`r${i}.`)))
    nodes[`r${i}`] = { ...(nodes[`r${i}`] as Node), in: { value: into.from } }
  }
  return {
    millrace: 1,
    name: 'random',
    ...(random.once(3) && { keys: { cap: random.of([2, 3, 5]), ...(random.once(2) && { forgetAfter: random.of(['300 ms', '2 s']) }) } }),
    ...(random.once(5) && { keys: { forgetAfter: random.of(['300 ms', '2 s']) } }),
    parameters: {
      g: { type: 'number', default: 3, byKey: { 'p/a': 4, p: -1 } },
      d: { type: 'number', default: 30, byKey: { 'p/b': 0 } },
    },
    nodes,
  }
}

/** A loop through a call: what it answers is asked again, in time. */
const addLoop = (random: Random, nodes: Record<string, Node>, wires: Wire[]): void => {
  const more = random.of(wires.filter(({ type, live, event }) => type === 'number' && live && !event)).from
  nodes['ask'] = { is: 'c/ask', in: { value: { from: 'changed.value', initial: 1 }, more } }
  nodes['slow'] = { is: 'f/rate-limit', in: { value: random.of(['ask.answer', 'ask.value']) } }
  nodes['changed'] = { is: random.of(['m/gain', 'm/throws', 'f/flat']), in: { value: 'slow.value' } }
  if (nodes['changed'].is === 'f/flat') nodes['ask'].in = { value: { from: 'changed.sum', initial: 1 }, more }
  nodes['looped'] = { is: 'k/two', in: { value: 'slow.value', more: 'ask.value' } }
}

/** So long that every node gets a function of its own. */
const addLine = (random: Random, nodes: Record<string, Node>, wires: Wire[]): void => {
  let { from } = random.of(wires.filter(({ type, live }) => type === 'number' && live))
  for (let i = 0; i < 250; i++) {
    nodes[`line${i}`] = { is: 'm/any', in: { a: from } }
    from = `line${i}.a`
  }
  nodes['end'] = { is: 'k/sink', in: { value: from } }
}

const addNode = (random: Random, name: string, is: string, nodes: Record<string, Node>, wires: Wire[]): void => {
  const definition = library.nodes.get(is) as Definition
  const inputs = 'in' in definition ? Object.entries(definition.in) : []
  const more = is === 'm/merge' ? 2 + random.below(2) : 0
  const ports = [
    ...inputs,
    ...Array.from(
      { length: more },
      (_, i) => [`in${i + 1}`, { type: 'number', optional: true, event: false, initial: undefined }] as const,
    ),
  ]
  const single = ports.length === 1
  const given: Record<string, Input> = {}
  let wired = 0
  let momentary = false
  let live = false
  for (const [port, { type, event, optional, initial }] of ports) {
    // At least one wire may set the node off.
    const may = wires.filter(
      (wire) =>
        (type !== 'number' || wire.type === 'number') && (live || wire.live) && (!wire.event || event === true || single || more > 0),
    )
    const plain = wired > 0 && !event && random.below(10)
    if ((optional || initial !== undefined) && wired > 0 && random.once(3)) continue
    if (plain === 1) given[port] = { value: random.of(numbers) }
    else if (plain === 2) given[port] = { parameter: 'g' }
    else {
      const wire = random.of(may)
      const held = !wire.event && !event && random.once(4)
      given[port] = held
        ? { from: wire.from, ...(random.once(2) && { initial: random.of(numbers) }), ...(random.once(2) && { maxAge: '100 ms' }) }
        : wire.from
      wired++
      momentary ||= wire.event
      live ||= wire.live
    }
  }
  nodes[name] = { is, in: given, ...configOf(random, is, more) }
  const events = definition.kind === 'map' && momentary && (single || more > 0)
  if (!('out' in definition)) return
  for (const [port, { type, event }] of Object.entries(definition.out))
    wires.push({ from: `${name}.${port}`, event: event === true || events, type: type === 'number' ? 'number' : 'other', live })
  wires.push({ from: `${name}.error`, event: true, type: 'other', live })
  if (is === 'm/named') wires.push({ from: `${name}.high`, event: true, type: 'number', live })
}

const configOf = (random: Random, is: string, inputs: number): { config?: Record<string, Json> } => {
  const parameter = (name: string, otherwise: Json): Json => (random.once(2) ? { parameter: name } : otherwise)
  if (is === 'm/gain') return { config: { gain: parameter('g', random.of(numbers)) } }
  if (is === 'm/merge') return { config: { inputs } }
  if (is === 'f/late' || is === 'f/flat') return { config: { delay: parameter('d', random.of([0, 20, 150])), most: 1 + random.below(4) } }
  if (is === 'f/alarm') return { config: { limit: parameter('g', 8) } }
  return {}
}
