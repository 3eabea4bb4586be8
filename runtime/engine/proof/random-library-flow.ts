/** Random flows out of the product's own nodes that only work things out, with the configs of their examples. */

import type { Catalogue } from '@millrace/flow/catalogue.ts'
import type { Definition, Library } from '@millrace/flow/definition.ts'
import type { FlowDocument, Input, Node } from '@millrace/flow/document.ts'
import { portsOf } from '@millrace/flow/ports.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Random } from './random.ts'

interface Wire {
  readonly from: string
  readonly type: string
  readonly event: boolean
}

const works = ({ kind, userCode }: Definition): boolean => !userCode && ['map', 'fold', 'spread', 'gather'].includes(kind)

export const randomLibraryFlow = (random: Random, library: Library, { nodes: specs }: Catalogue): FlowDocument => {
  const kinds = [...library.nodes].filter(([, definition]) => works(definition))
  const nodes: Record<string, Node> = { source: { is: 's/types' } }
  const wires: Wire[] = ['number', 'number', 'boolean', 'text'].map((type, i) => ({
    from: `source.${type}${i === 1 ? '2' : ''}`,
    type,
    event: false,
  }))
  const count = 2 + random.below(7)
  for (let i = 0; i < count; i++) {
    const [is, definition] = random.of(kinds)
    const spec = specs.get(is)
    if (!spec) continue
    const config = random.of([{}, ...definition.examples.map((example) => example[1])]) as Readonly<Record<string, Json>>
    const ports = portsOf(spec, config)
    const given: Record<string, Input> = {}
    const wanted = ports.in.filter(({ optional }) => optional !== true || random.once(2))
    for (const port of wanted) {
      const may = wires.filter(({ type, event }) => fits(port.type, type) && (!event || port.event === true || wanted.length === 1))
      if (may.length > 0) given[port.name] = random.of(may).from
    }
    nodes[`n${i}`] = { is, config, in: given }
    const momentary = wires.some(({ from, event }) => event && Object.values(given).includes(from)) && definition.kind === 'map'
    for (const port of ports.out) wires.push({ from: `n${i}.${port.name}`, type: port.type, event: port.event === true || momentary })
  }
  return { millrace: 1, name: 'random', nodes }
}

const fits = (input: string, output: string): boolean => input === output || /^[A-Z]$/.test(input)
