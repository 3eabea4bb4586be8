/** A firing: the inputs' worst quality and newest time, the behaviour's call, and what comes of it on the outputs. */
import { seesLate } from '../late.ts'
import { isOneByOne, type PlanNode, triggers } from '../plan.ts'
import type { Frame } from './frame.ts'
import { arrived, type Given, inputs, wiresOf } from './inputs.ts'
import { judges, readOutputs, settle } from './outputs.ts'

export const fire = (frame: Frame, node: PlanNode, leave: string): string[] => {
  const { lines, given } = inputs(frame, node, leave)
  return [
    ...lines,
    ...worst(given),
    ...(node.definition.kind === 'sink' ? send(frame, node, given, leave) : call(frame, node, given, leave)),
  ]
}

/** Worst quality, ties to the first; newest time. */
const worst = (given: readonly Given[]): string[] => {
  const [first, ...rest] = given.filter(({ fixed }) => !fixed)
  if (!first) return ['let q = 0, t = at.now']
  const none = first.maybe ? 'q === -1 || ' : ''
  return [
    `let q = ${first.q}, t = ${first.t}`,
    ...rest.map(
      ({ q, t, maybe }) =>
        `if (${maybe ? `${q} !== -1 && (` : ''}${none}(${q} >>> 30) > (q >>> 30)${maybe ? ')' : ''}) q = ${q}; if (${t} > t) t = ${t}`,
    ),
  ]
}

const send = (frame: Frame, node: PlanNode, given: readonly Given[], leave: string): string[] => {
  const skip = node.definition.kind === 'sink' && node.definition.skipBad ? [`if (q < -1) ${leave}`] : []
  const name = frame.constant(`send ${node.name}`, node.name)
  const [only, more] = given
  const [wired, second] = given.filter(({ input }) => wiresOf(input).length > 0 || input.register)
  const one = second ? undefined : wired
  const port = frame.constant(`sent ${node.name}`, one?.input.name ?? 'in')
  if (only && !more) return [...skip, `effects.emit('send', ${name}, ${port}, k, ${only.v}, q, t)`]
  const all = object(frame, node, given, false, true)
  return [...skip, ...all.lines, `const all = ${all.as}`, `effects.emitAll('send', ${name}, ${port}, k, ${one ? one.v : 'all'}, all, q, t)`]
}

export const call = (frame: Frame, node: PlanNode, given: readonly Given[], leave: string): string[] => {
  const { definition } = node
  const passes = judges(node) || (definition.kind === 'spread' && definition.passesBad === true)
  const late = definition.kind === 'map' && seesLate(node) && lateness(frame, node)
  const gone = passes ? 'b' : 'q'
  const its = object(frame, node, given, judges(node), passes)
  const { error } = node
  const heard = error && error.to.length > 0 ? frame.wire(error) : undefined
  return [
    ...(late ? [`const late = ${late}`] : []),
    ...(passes ? ['let b = 0'] : []),
    ...remember(frame, node),
    `${passes ? '' : 'if (q >= -1) '}try {`,
    ...tell(frame, node),
    ...its.lines,
    ...behaviour(frame, node, its.as, leave),
    '} catch (e) {',
    ...its.lines,
    `${gone} = failures.take(${frame.node(node)}, k, e, ${its.as}, t)`,
    ...(heard === undefined ? [] : [`a${heard} = true; v${heard} = failures.record; q${heard} = 0; t${heard} = t`]),
    '}',
    ...settle(frame, node, gone, late !== false && late !== ''),
  ]
}

const lateness = (frame: Frame, node: PlanNode): string =>
  node.inputs
    .flatMap((input) =>
      wiresOf(input)
        .filter((wire) => wire.lateable)
        .map((wire) => `l${frame.wire(wire)}`),
    )
    .join(' || ') || 'false'

/** Folds that may be woken remember the quality they were last given. */
const remember = (frame: Frame, node: PlanNode): string[] => {
  const quality = frame.machine.wakeQuality(node)
  return quality ? [`${frame.kept(`quality ${node.index}`, quality)}.of[k] = q`] : []
}

/** Sets `at`, where the behaviour looks at it. */
const tell = (frame: Frame, node: PlanNode): string[] => {
  if (!looksAt(node)) return []
  const who = { names: node.inputs.map(({ name }) => name), is: node.inputs.map((input) => triggers(input)) }
  const name = frame.constant(`who ${node.index}`, who)
  const several = node.inputs.filter(triggers).length > 1 || isOneByOne(node.definition)
  const is = node.inputs.flatMap((input, i) => {
    const wires = wiresOf(input)
    return several && wires.length > 0 ? [`${name}.is[${i}] = ${wires.map((wire) => arrived(frame, node, wire)).join(' || ')}`] : []
  })
  return [`at.time = t; at.quality = q >>> 0; at.node = ${frame.constant(`index ${node.index}`, node.index)}; at.who = ${name}`, ...is]
}

/** A behaviour that names no `at` among its parameters gets none; one that names none at all may use `arguments`. */
const looksAt = ({ definition }: PlanNode): boolean => {
  if (definition.kind === 'map') return definition.map.length < 1 || definition.map.length > 2
  if (definition.kind === 'fold') return definition.fold.length < 1 || definition.fold.length > 3
  return definition.kind === 'spread' && (definition.spread.length < 1 || definition.spread.length > 2)
}

const behaviour = (frame: Frame, node: PlanNode, its: string, leave: string): string[] => {
  const { definition, index } = node
  const configs = frame.machine.configs(node)
  const config = frame.constant(`config ${index}`, configs) + (Array.isArray(configs) ? '[k]' : '')
  const at = looksAt(node) ? ', at' : ''
  const of = (behaviour: unknown) => frame.constant(`behaviour ${index}`, behaviour)
  switch (definition.kind) {
    case 'map':
      return [`const o = ${of(definition.map)}(${config}, ${its}${at})`, ...readOutputs(frame, node, leave)]
    case 'fold': {
      const states = frame.kept(`state ${index}`, frame.machine.states(node) as never)
      const flat = typeof definition.state !== 'function'
      const state = flat ? `${states}.stand(k)` : `(${states}.of[k] ?? R.newState(${frame.node(node)}, k))`
      return [`const o = ${of(definition.fold)}(${config}, ${its}, ${state}${at})`, ...readOutputs(frame, node, leave)]
    }
    case 'spread':
      return [`subTicks.spread(${frame.node(node)}, k, ${of(definition.spread)}(${config}, ${its}${at}), q, t)`]
    case 'call':
      return [`calls.ask(${frame.node(node)}, k, at.now, ${config}, ${its}, q, t)`]
    default:
      return []
  }
}

interface Made {
  readonly lines: readonly string[]
  readonly as: string
}

/** The inputs as an object: samples for a node that judges, else values; what is Bad (where it is called all the same) or missing has none. */
const object = (frame: Frame, node: PlanNode, given: readonly Given[], samples: boolean, bad: boolean): Made => {
  const fields = given.map((one) => {
    const property = one.name ?? frame.property(node, one.input.name)
    return { property, value: samples ? sampled(one) : plain(one, bad), fixed: !property.startsWith('[') }
  })
  const literal = `{ ${fields.flatMap(({ property, value, fixed }) => (fixed ? [`${property}: ${value}`] : [])).join(', ')} }`
  // V8 calls its runtime for a computed name in a literal, but not for one that is assigned.
  const named = fields.flatMap(({ property, value, fixed }) => (fixed ? [] : [`i${property} = ${value}`]))
  return named.length === 0 ? { lines: [], as: literal } : { lines: [`const i = ${literal}`, ...named], as: 'i' }
}

const plain = ({ v, q, maybe, fixed }: Given, bad: boolean): string => (!fixed && (bad || maybe) ? `${q} < 0 ? undefined : ${v}` : v)

const sampled = ({ v, q, t, maybe, timeless, fixed }: Given): string => {
  if (fixed) return `new Sample(${v}, 0, t)`
  const time = timeless ? `${t} === -Infinity ? t : ${t}` : t
  const made = `new Sample(${q} < 0 ? undefined : ${v}, ${q} >>> 0, ${time})`
  return maybe ? `${q} === -1 ? undefined : ${made}` : made
}
