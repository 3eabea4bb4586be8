/** Works out what is on every wire, node by node in the order in which they run, and finds what doesn't fit. */

import type { NamedPort, NodeSpec } from '../catalogue.ts'
import type { CheckedInput, CheckedOutput } from '../checked.ts'
import type { Parameter } from '../document.ts'
import { readDuration } from '../duration.ts'
import { type Fault, fault } from '../fault.ts'
import { errorPort } from '../ports.ts'
import type { Json, Type } from '../type.ts'
import { fill } from '../words.ts'
import { Binding } from './binding.ts'
import { type Misfit, misfit, typeOfParameter, typeOfValue, typeWords, valueFits } from './fit.ts'
import { type Between, type Converting, converting } from './fix.ts'
import type { FlatNode } from './flatten.ts'
import type { FlatInput } from './follow.ts'
import type { Read } from './known.ts'

export interface Wired {
  readonly flat: FlatNode
  readonly read: Read
}

/** What is on a wire. Without a type nobody knows: a fault told elsewhere. */
export interface Carried {
  readonly type: Type
  readonly event: boolean
}

export interface Typed {
  readonly in: readonly CheckedInput[]
  readonly out: readonly CheckedOutput[]
}

export interface Surroundings {
  readonly parameters: Readonly<Record<string, Parameter>>
  /** What comes over a wire; undefined where that can't be known. */
  carried(wire: { readonly node: string; readonly port: string }): Carried | undefined
  tell(fault: Fault): void
  readonly converters: Converting
}

export const typeNode = ({ flat, read: { spec, ports } }: Wired, around: Surroundings): Typed => {
  const given = ports.in.map((port) => ({ port, input: flat.in.get(port.name) }))
  const came = given.map(({ input }) => (input ? arriving(input, around) : undefined))
  const binding = new Binding(ports.in)
  const learn = (wires: boolean) => {
    given.forEach(({ port, input }, i) => {
      const here = came[i]
      if (here && (input?.wire !== undefined) === wires) binding.learn(port, here.type)
    })
  }
  learn(true)
  learn(false)
  const wires = given.filter(({ input }) => input?.wire !== undefined || input?.lost).length
  const untold = () => undefined

  const inputs = given.map(({ port, input }, i): CheckedInput => {
    const type = binding.fill(port, untold)
    const here = came[i]
    if (input && here) judge({ flat, spec, port, input, type, came: here, wires }, around)
    const event = port.event === true || (here?.event === true && (wires === 1 || spec.oneByOne))
    return { name: port.name, type, event, optional: port.optional === true, ...standing(port, input) }
  })
  const momentary = spec.kind === 'map' && (wires === 1 || spec.oneByOne) && came.some((here) => here?.event)
  const outputs = ports.out.map((port): CheckedOutput => {
    if (port === errorPort) return errorOut
    const type = binding.fill(port, (why) => around.tell(fault('unit-unknown-variable', flat.name, { port: port.name, why })))
    return { name: port.name, type, event: port.event === true || momentary, ...(port.effect && { effect: port.effect }) }
  })
  return { in: inputs, out: outputs }
}

const errorOut: CheckedOutput = { name: errorPort.name, type: new Binding([]).fill(errorPort, () => undefined), event: true }

const standing = (port: NamedPort, input: FlatInput | undefined): Partial<CheckedInput> => {
  const initial = input?.initial ?? port.initial
  const maxAge = input?.maxAge === undefined ? undefined : readDuration(input.maxAge)
  return {
    ...(input?.wire && { wire: input.wire }),
    ...(input?.literal !== undefined && { literal: input.literal }),
    ...(input?.parameter !== undefined && { parameter: input.parameter }),
    ...(initial !== undefined && { initial }),
    ...(maxAge !== undefined && { maxAge }),
  }
}

/** What comes in, once it has passed the borders of subflows; undefined where it isn't known. */
export const arriving = (input: FlatInput, around: Surroundings): Carried | undefined => {
  const { literal } = input
  if (literal !== undefined) {
    return passed({ type: typeOfValue(literal), event: false }, input, (at, type) => {
      if (!valueFits(literal, type)) around.tell(literalFault(at, literal, type))
    })
  }
  const parameter = input.parameter === undefined ? undefined : around.parameters[input.parameter]
  const carried = parameter ? { type: typeOfParameter(parameter), event: false } : input.wire && around.carried(input.wire)
  return (
    carried &&
    passed(carried, input, (at, type, from) => {
      const wrong = misfit(from, type)
      if (wrong) around.tell(misfitFault(at, wrong, from, type))
    })
  )
}

/** Beyond a border everything is of the type that stands there; a number without a unit there keeps its own. */
const passed = (carried: Carried, input: FlatInput, meet: (at: string, type: Type, from: Type) => void): Carried => {
  let { type, event } = carried
  for (const { at, input: way } of input.through) {
    meet(at, way, type)
    if (way.type !== 'number' || way.unit !== undefined || type.type !== 'number') type = way
    event ||= way.event === true
  }
  return { type, event }
}

const literalFault = (at: string, value: Json, type: Type): Fault =>
  fault('literal-type', at, { value: JSON.stringify(value), type: typeWords(type) })

interface Judged {
  readonly flat: FlatNode
  readonly spec: NodeSpec
  readonly port: NamedPort
  readonly input: FlatInput
  readonly type: Type
  readonly came: Carried
  readonly wires: number
}

const judge = ({ flat, spec, port, input, type, came, wires }: Judged, around: Surroundings): void => {
  if (input.literal !== undefined && input.through.length === 0) {
    if (!valueFits(input.literal, type)) around.tell(literalFault(input.at, input.literal, type))
    return
  }
  const place = { flat, input, port, type }
  const wrong = misfit(came.type, type)
  if (wrong) around.tell(misfitFault(input.at, wrong, came.type, type, (as) => converting(around.converters, as, came.type, type, place)))
  else if (came.event && port.event !== true && wires > 1 && !spec.oneByOne)
    around.tell(fault('event-held', input.at, { input: port.name }, converting(around.converters, 'event', came.type, type, place)?.fix))
  if (input.initial !== undefined && !valueFits(input.initial, type)) around.tell(literalFault(`${input.at}.initial`, input.initial, type))
}

const misfitFault = (at: string, wrong: Misfit, from: Type, to: Type, between?: (as: 'convert' | 'type') => Between | undefined): Fault => {
  if (wrong.as === 'unit') return fault('unit-misfit', at, { from: typeWords(from), to: typeWords(to), advice: '' })
  const found = between?.(wrong.as)
  if (wrong.as === 'convert') return fault('unit-convert', at, { from: wrong.from, to: wrong.to }, found?.fix)
  const advice = found ? fill({ en: '; put "{title}" between them', zh: ';请在中间加入"{title}"' }, { title: found.title }) : ''
  return fault('type-misfit', at, { from: typeWords(from), to: typeWords(to), advice }, found?.fix)
}
