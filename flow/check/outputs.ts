/** What a subflow gives has to come from somewhere. */

import { type FlowDocument, wireFrom } from '../document.ts'
import { fault } from '../fault.ts'
import type { Flat } from './flatten.ts'
import { type Found, rank } from './found.ts'
import type { Known } from './known.ts'

export const checkOutputs = ({ outputs, inputs }: FlowDocument, flat: Flat, known: Known, found: Found): void => {
  for (const [output, wire] of Object.entries(outputs ?? {})) {
    const written = wireFrom(wire)
    const source = written && flat.output(written)
    if (source?.node === 'inputs' && inputs && Object.hasOwn(inputs, source.port)) continue
    const there = source && (known.guessed(source.node) || known.ports(source.node)?.out.some(({ name }) => name === source.port))
    if (!there) found.add(rank.after, fault('output-nowhere', `outputs.${output}`, { output, wire }))
  }
}
