/** Sources, sinks, calls, spreads, gathers and registers for the random flows, and the library of all its nodes. */
import * as f from '@millrace/flow'
import { z } from '@millrace/flow'
import type { Definition, Library } from '@millrace/flow/definition.ts'
import { folds } from './folds.ts'
import { base, maps } from './maps.ts'

const open = () => Promise.reject(new Error('the proof opens nothing'))

const up = (key: string): string | undefined => (key === '' ? undefined : key.slice(0, Math.max(0, key.lastIndexOf('/'))))

const others: Readonly<Record<string, Definition>> = {
  's/source': f.source({ ...base, out: { v: f.number(), w: f.number(), e: f.number({ event: true }) }, open }),
  'k/sink': f.sink({ ...base, in: { value: f.any('T') }, open }),
  'k/skips': f.sink({ ...base, in: { value: f.number() }, skipBad: true, open }),
  'k/two': f.sink({ ...base, in: { value: f.number(), more: f.number({ optional: true }) }, open }),
  'c/ask': f.call({
    ...base,
    config: z.object({ timeout: z.number().default(200) }),
    in: { value: f.number(), more: f.number({ optional: true }) },
    out: { answer: f.number(), value: f.number() },
    carry: ['value'],
    open,
  }),
  'p/each': f.spread({
    ...base,
    in: { value: f.number() },
    out: { item: f.number({ event: true }), value: f.number() },
    spread(_c, { value }) {
      if (value === 19) throw new Error('not nineteen')
      return Array.from({ length: Math.abs(Math.trunc(value)) % 4 }, (_, i) => ({
        out: i === 1 ? { item: value + i } : { item: value + i, value: value - i },
      }))
    },
  }),
  'p/rekey': f.spread({
    ...base,
    in: { value: f.number(), more: f.number({ optional: true }) },
    out: { value: f.number() },
    passesBad: true,
    spread: (_c, { value, more }, at) => [
      { key: `p/${['a', 'b', 'n'][Math.abs(Math.trunc(value ?? 0)) % 3]}${at.key.length}`, out: { value: value ?? more } },
    ],
  }),
  'g/sum': f.gather({
    ...base,
    in: { value: f.number() },
    out: { sum: f.number(), count: f.number() },
    to: (_c, key) => up(key),
    gather(_c, children, at) {
      const sum = children.reduce((all, { sample }) => all + (f.isBad(sample.quality) ? 0 : Number(sample.value)), 0)
      if (sum === 23) throw new Error('not twenty-three')
      return { sum, count: f.sample(children.length * 1000 + at.key.length + (at.time % 100)) }
    },
  }),
  'g/plant': f.gather({
    ...base,
    in: { value: f.number() },
    out: { worst: f.number(), text: f.text() },
    to: (_c, key) => (key.startsWith('p/') ? 'p' : undefined),
    gather: (_c, children) => ({
      worst: children[0]?.sample as f.Sample<number>,
      text: f.sample(children.map(({ key, sample }) => `${key}=${sample.value}@${sample.quality}`).join()),
    }),
  }),
  'r/previous': f.register({
    ...base,
    config: z.object({ initial: z.number().default(1) }),
    in: { value: f.number() },
    out: { value: f.number() },
    initial: ({ initial }) => initial,
  }),
}

export const library: Library = { nodes: new Map(Object.entries({ ...maps, ...folds, ...others })), connections: new Map() }
