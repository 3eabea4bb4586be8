/** The node that would make a wire fit, as an edit that puts it between. */

import type { Catalogue, NamedPort, NodeSpec } from '../catalogue.ts'
import { wireFrom } from '../document.ts'
import type { Fault } from '../fault.ts'
import { freeName } from '../name.ts'
import { portsOf } from '../ports.ts'
import { fieldsOf } from '../schema.ts'
import type { Json, Type } from '../type.ts'
import { isVariable } from '../type.ts'
import { fill, type Words } from '../words.ts'
import { Binding } from './binding.ts'
import { misfit } from './fit.ts'
import type { FlatNode } from './flatten.ts'
import type { FlatInput } from './follow.ts'

export interface Converting {
  readonly catalogue: Catalogue
  taken(name: string): boolean
}

export interface Place {
  readonly flat: FlatNode
  readonly input: FlatInput
  readonly port: NamedPort
}

export interface Between {
  readonly title: Words
  /** Missing where the wire stands in another document (inside a subflow). */
  readonly fix?: NonNullable<Fault['fix']>
}

/** `convert`: another unit of the same quantity. `type`: anything that takes the one and gives the other. `event`: what holds an event. */
export type Wish = 'convert' | 'type' | 'event'

/** What people expect first; for `type` any other map that fits will do. */
const preferred: Readonly<Record<Wish, readonly string[]>> = {
  convert: ['math/convert'],
  type: ['text/number', 'text/from-number', 'text/template', 'json/parse', 'json/build'],
  event: ['flow/latch', 'time/pulse', 'logic/latch'],
}

export const converting = (around: Converting, wish: Wish, from: Type, to: Type, place: Place): Between | undefined => {
  const { nodes } = around.catalogue
  const first = preferred[wish].flatMap((is) => nodes.get(is) ?? [])
  for (const spec of wish === 'type' ? [...first, ...nodes.values()] : first) {
    const config = configFor(spec, from, to)
    const ends = wish !== 'type' || spec.kind === 'map' ? endsOf(spec, config, from, to) : undefined
    if (!ends || around.catalogue.configIssues(spec.is, config).length > 0) continue
    return between(around, spec, config, ends, place)
  }
  return undefined
}

/** Between two nodes where a circle closes. */
export const breaking = (around: Converting, place: Place): Between | undefined => {
  const spec = around.catalogue.nodes.get('flow/previous')
  return spec && between(around, spec, {}, { in: 'value', out: 'value' }, place)
}

const configFor = (spec: NodeSpec, from: Type, to: Type): Readonly<Record<string, Json>> => {
  const fields = fieldsOf(spec.config)
  const unit = (type: Type) => ('unit' in type ? type.unit : undefined)
  const [has, needs] = [unit(from), unit(to)]
  return {
    ...(needs !== undefined && 'to' in fields && { to: needs }),
    ...(has !== undefined && 'to' in fields && 'from' in fields && { from: has }),
    ...(needs !== undefined && 'unit' in fields && { unit: needs }),
  }
}

interface Ends {
  readonly in: string
  readonly out: string
}

/** Its one input that has to be wired, where `from` fits it, and the output that fits `to`. */
const endsOf = (spec: NodeSpec, config: Readonly<Record<string, Json>>, from: Type, to: Type): Ends | undefined => {
  const ports = portsOf(spec, config)
  const needed = ports.in.filter(({ optional }) => optional !== true)
  const [input, more] = needed.length === 0 ? ports.in : needed
  if (!input || (more && needed.length > 0)) return undefined
  const binding = new Binding(ports.in)
  binding.learn(input, from)
  const untold = () => undefined
  if (misfit(from, binding.fill(input, untold)) || (input.type === 'json' && from.type !== 'json')) return undefined
  const output = ports.out.find((port) => {
    const type = binding.fill(port, untold)
    return port.name !== 'error' && port.event !== true && !isVariable(type) && !misfit(type, to)
  })
  return output && { in: input.name, out: output.name }
}

const between = (
  { taken }: Converting,
  spec: NodeSpec,
  config: Readonly<Record<string, Json>>,
  ends: Ends,
  { flat, input, port }: Place,
): Between => {
  const { text, initial, maxAge } = input
  if (!flat.top || text === undefined) return { title: spec.title }
  const source = wireFrom(text)?.node
  const name = freeName(spec.is.slice(spec.is.lastIndexOf('/') + 1), taken)
  const from = `${name}.${ends.out}`
  const options = { ...(initial !== undefined && { initial }), ...(maxAge !== undefined && { maxAge }) }
  const says = fill({ en: 'Put "{title}" between', zh: '在中间加入"{title}"' }, { title: spec.title })
  const node = { is: spec.is, in: { [ends.in]: text }, ...(Object.keys(config).length > 0 && { config }) }
  return {
    title: spec.title,
    fix: {
      says,
      command: {
        says,
        edits: [
          { do: 'add-node', name, node, ...(source !== undefined && taken(source) && { after: source }) },
          { do: 'set-input', node: flat.name, input: port.name, to: Object.keys(options).length > 0 ? { from, ...options } : from },
        ],
      },
    },
  }
}
