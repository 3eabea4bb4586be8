/** A handful of small nodes for the tests of `check`, one of each kind that it treats differently. */
import { type Catalogue, catalogueOf } from '../catalogue.ts'
import { check } from '../check.ts'
import type { Definition } from '../definition.ts'
import type { FlowDocument } from '../document.ts'
import { faultLine } from '../fault.ts'
import * as f from '../index.ts'
import { z } from '../index.ts'

const words = (en: string) => ({ en, zh: `${en}(中)` })
const base = { doc: words('…'), version: 1, examples: [] }
const plain = { ...base, config: z.object({}) }
const open = () => Promise.reject(new Error('the tests of check open nothing'))

const nodes: Readonly<Record<string, Definition>> = {
  'mqtt/in': f.source({
    ...base,
    title: words('MQTT in'),
    config: z.object({ connection: f.connectionOf('mqtt/connection'), topic: z.string(), key: z.string().default('') }),
    connection: 'mqtt/connection',
    out: { payload: f.text(), topic: f.text(), raw: f.bytes() },
    open,
  }),
  'opcua/tags': f.source({
    ...base,
    title: words('Tags'),
    config: z.object({
      tags: z.array(z.object({ name: z.string(), type: f.type(), scale: z.number().optional().meta({ live: true }) })).default([]),
    }),
    out: {},
    moreOut: [f.portsFor('tags', '{name}', f.typeFrom('item.type'))],
    open,
  }),
  'time/button': f.source({
    ...plain,
    title: words('Button'),
    out: { press: f.boolean({ event: true }), count: f.number({ event: true }) },
    open,
  }),
  'text/number': f.map({
    ...base,
    title: words('Text to number'),
    config: z.object({ unit: f.unit().optional() }),
    in: { text: f.text() },
    out: { value: f.number({ unitFrom: 'config.unit' }) },
    map: () => undefined,
  }),
  'text/from-number': f.map({
    ...plain,
    title: words('Number to text'),
    in: { value: f.number() },
    out: { text: f.text() },
    map: () => undefined,
  }),
  'math/convert': f.map({
    ...base,
    title: words('Convert unit'),
    config: z.object({ to: f.unit(), from: f.unit().optional() }),
    in: { value: f.number({ unitFrom: 'config.from' }) },
    out: { value: f.number({ unitFrom: 'config.to' }) },
    map: () => undefined,
  }),
  'math/add': f.map({
    ...plain,
    title: words('Add'),
    in: { a: f.number({ unitAs: 'u' }), b: f.number({ unitAs: 'u' }) },
    out: { sum: f.number({ unitFrom: 'u' }), off: f.number({ unitFrom: 'delta(u)' }) },
    map: () => undefined,
  }),
  'math/multiply': f.map({
    ...plain,
    title: words('Multiply'),
    in: { a: f.number({ unitAs: 'u' }), b: f.number({ unitAs: 'v', initial: 1 }) },
    out: { product: f.number({ unitFrom: 'u * v' }), rate: f.number({ unitFrom: "u / 's'" }), broken: f.number({ unitFrom: 'none' }) },
    map: () => undefined,
  }),
  'math/average': f.fold({
    ...base,
    title: words('Average'),
    config: z.object({ count: z.number().int().min(1).default(10) }),
    in: { value: f.number({ unitAs: 'u' }) },
    out: { mean: f.number({ unitFrom: 'u' }) },
    state: { sum: f.f64() },
    fold: () => undefined,
  }),
  'alarm/high': f.fold({
    ...base,
    title: words('High alarm'),
    config: z.object({
      limit: z.number().max(1000).default(90).meta({ live: true, unit: '{unit}' }),
      unit: f.unit().default('°C'),
      onDelay: f.duration('0 s').meta({ live: true }),
      priority: z.enum(['low', 'high']).default('low'),
    }),
    in: { value: f.number({ unitFrom: 'config.unit' }) },
    out: { active: f.boolean(), alarm: f.json({ event: true, effect: 'alarm' }) },
    state: { on: f.f64() },
    commands: ['acknowledge'],
    fold: () => undefined,
  }),
  'flow/merge': f.map({
    ...base,
    title: words('Merge'),
    config: z.object({ inputs: z.number().int().min(2).default(2) }),
    in: {},
    moreIn: [f.portsFor('inputs', 'in{item}', f.any('T', { optional: true }))],
    out: { value: f.any('T') },
    oneByOne: true,
    map: () => undefined,
  }),
  'flow/previous': f.register({
    ...plain,
    title: words('Previous'),
    in: { value: f.any('T') },
    out: { value: f.any('T') },
    initial: () => 0,
  }),
  'flow/latch': f.fold({
    ...plain,
    title: words('Latch'),
    in: { value: f.any('T') },
    out: { value: f.any('T') },
    state: { on: f.f64() },
    fold: () => undefined,
  }),
  'flow/each': f.spread({
    ...plain,
    title: words('Each'),
    in: { list: f.list(f.any('T')) },
    out: { item: f.any('T', { event: true }) },
    spread: () => [],
  }),
  'flow/gather': f.gather({
    ...base,
    title: words('Gather'),
    config: z.object({ to: z.string().optional() }),
    in: { value: f.number({ unitAs: 'u' }) },
    out: { sum: f.number({ unitFrom: 'u' }) },
    to: () => '',
    gather: () => undefined,
  }),
  'flow/rekey': f.spread({
    ...base,
    title: words('Change key'),
    config: z.object({ key: z.string() }),
    in: { value: f.any('T') },
    out: { value: f.any('T') },
    spread: () => [],
  }),
  'time/rate-limit': f.fold({
    ...plain,
    title: words('Rate limit'),
    in: { value: f.any('T') },
    out: { value: f.any('T') },
    state: { on: f.f64() },
    fold: () => undefined,
  }),
  'http/request': f.call({
    ...plain,
    title: words('Request'),
    in: { body: f.json({ optional: true }) },
    out: { body: f.json({ event: true }) },
    open,
  }),
  'record/pick': f.map({
    ...base,
    title: words('Pick'),
    config: z.object({ type: f.type() }),
    in: { record: f.record({ temperature: f.number({ unit: '°C' }), site: f.text({ optional: true }) }) },
    out: { value: f.typeFrom('config.type') },
    map: () => undefined,
  }),
  'log/debug': f.sink({ ...plain, title: words('Debug'), in: { value: f.json() }, open }),
  'log/text': f.sink({ ...plain, title: words('Text'), in: { text: f.text(), now: f.json({ optional: true }) }, open }),
  'bar/gauge': f.sink({
    ...plain,
    title: words('Gauge'),
    in: { pressure: f.number({ unit: 'bar' }), name: f.text({ optional: true }) },
    open,
  }),
}

export const catalogue: Catalogue = catalogueOf({ nodes: new Map(Object.entries(nodes)), connections: new Map() })

type Part = Omit<FlowDocument, 'millrace' | 'name'>

export const flow = (part: Part): FlowDocument => ({ millrace: 1, name: 'try', ...part })

/** The faults as `at code`, in order. */
export const faultsOf = (part: Part, flows: Readonly<Record<string, FlowDocument>> = {}): readonly string[] =>
  check(flow(part), { catalogue, flows: (name) => flows[name] }).faults.map(({ at, code }) => `${at} ${code}`)

/** The faults as a person reads them, in both languages. */
export const says = (part: Part): readonly string[] =>
  check(flow(part), { catalogue }).faults.flatMap((fault) => [faultLine(fault, 'en'), faultLine(fault, 'zh')])
