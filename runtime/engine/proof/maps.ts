/** Small maps for the random flows: each of a shape that the compiler treats differently. */
import * as f from '@millrace/flow'
import { z } from '@millrace/flow'
import type { Definition } from '@millrace/flow/definition.ts'

export const words = (en: string) => ({ en, zh: en })
export const base = { title: words('Test'), doc: words('For tests.'), version: 1, examples: [], config: z.object({}), judges: undefined }
const gain = z.object({ gain: z.number().min(-5).default(2).meta({ live: true }) })

export const maps: Readonly<Record<string, Definition>> = {
  'm/gain': f.map({
    ...base,
    config: gain,
    in: { value: f.number() },
    out: { value: f.number() },
    map: ({ gain }, { value }) => ({ value: value * gain }),
  }),
  'm/divide': f.map({
    ...base,
    in: { a: f.number(), b: f.number() },
    out: { value: f.number() },
    map: (_c, { a, b }) => ({ value: a / b }),
  }),
  'm/default': f.map({
    ...base,
    in: { a: f.number({ initial: 7 }), b: f.number({ optional: true }) },
    out: { value: f.number() },
    map: (_c, { a, b }) => ({ value: a + (b ?? 100) }),
  }),
  'm/gate': f.map({
    ...base,
    in: { value: f.number(), open: f.number({ event: true, optional: true }) },
    out: { passed: f.number({ event: true }), value: f.number() },
    map: (_c, { value, open }) => (open === undefined ? { value } : { value: open, passed: value }),
  }),
  'm/throws': f.map({
    ...base,
    in: { value: f.number() },
    out: { value: f.number(), event: f.number({ event: true }) },
    map(_c, { value }) {
      if (value > 40) throw new f.Refusal('too-much', words(`${value} is too much`))
      if (value < -40) throw new Error('far too little')
      return value === 0 ? undefined : { value: value + 1, ...(value % 2 === 0 && { event: value }) }
    },
  }),
  'm/tells': f.map({
    ...base,
    in: { a: f.number({ optional: true }), b: f.number({ optional: true }), c: f.number({ initial: 1 }) },
    out: { value: f.number(), text: f.text() },
    map: (_c, { a, b, c }, at) => ({
      value: (a ?? 0) + (b ?? 0) * 3 + c,
      text: `${at.key} ${at.time} ${at.now} ${at.quality} ${['a', 'b', 'c', 'd'].filter((name) => at.arrived(name))}`,
    }),
  }),
  'm/judge': f.map({
    ...base,
    in: { a: f.number(), b: f.number({ optional: true }), c: f.number({ initial: 3 }) },
    out: { value: f.number(), as: f.number(), event: f.number({ event: true }) },
    judges: true,
    map(_c, { a, b, c }) {
      if (a.value === 13) throw new Error('unlucky')
      if (f.isBad(a.quality)) return { value: f.sample(c.value, f.Quality.UncertainSubstituteValue), as: b, event: a }
      return { value: b ?? a.value + 1, as: a.value > 20 ? f.sample(undefined, f.Quality.BadSensorFailure) : a, event: c.time - c.time }
    },
  }),
  'm/named': f.map({
    ...base,
    config: z.object({ rules: z.array(z.object({ name: z.string(), over: z.number() })).default([{ name: 'high', over: 5 }]) }),
    in: { value: f.number() },
    out: { else: f.number({ event: true }) },
    moreOut: [f.portsFor('rules', '{name}', f.number({ event: true }))],
    map({ rules }, { value }) {
      for (const { name, over } of rules) if (value > over) return { [name]: value }
      return { else: value }
    },
  }),
  'm/merge': f.map({
    ...base,
    config: z.object({ inputs: z.number().int().default(2) }),
    in: {},
    moreIn: [f.portsFor('inputs', 'in{item}', f.number({ optional: true }))],
    out: { value: f.number() },
    oneByOne: true,
    map(_c, inputs, at) {
      for (const [name, value] of Object.entries(inputs)) {
        if (value === 17) throw new Error('not seventeen')
        if (value !== undefined) return { value: Number(value) + (at.arrived(name) ? 0 : 1000) }
      }
      return undefined
    },
  }),
  'm/any': f.map({ ...base, in: { a: f.any('T') }, out: { a: f.any('T') }, map: (_c, { a }) => ({ a }) }),
}
