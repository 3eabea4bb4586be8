/** A journal entry written as one line of JSON, read by the types of the flow it is for. */
import { Sample, z } from '@millrace/flow'
import type { CheckedFlow, CheckedNode } from '@millrace/flow/checked.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import type { Entry } from '@millrace/flow/entry.ts'
import type { Json } from '@millrace/flow/type.ts'
import { parameterFault } from './parameters.ts'
import { beyond, decode, isDeeper, parseExact } from './value.ts'

/** What a date can be, ms: the clock has room for delays beyond it. */
const LATEST = 8.64e15
const time = z.number().min(-LATEST).max(LATEST)
const quality = z.number().int().min(0).max(0xffffffff)
const ports = z.record(z.string(), z.unknown())
const key = z.string().max(1_000)
const DEEPEST = 100

const Line = z.strictObject({
  node: z.string().optional(),
  port: z.string().optional(),
  value: z.unknown().optional(),
  quality: quality.optional(),
  key: key.optional(),
  time: time.optional(),
  now: time.optional(),
  ports: ports.optional(),
  rows: z.array(z.strictObject({ key: key.optional(), time: time.optional(), quality: quality.optional(), ports })).optional(),
  origin: z.string().optional(),
  command: z.string().optional(),
  args: z.looseObject({}).optional(),
  by: z.string().optional(),
  why: z.string().optional(),
  parameter: z.string().optional(),
  reply: z.unknown().optional(),
  refused: z.string().optional(),
  to: z.union([z.number().int(), z.strictObject({ entry: z.number().int(), index: z.number().int().optional() })]).optional(),
})

type Line = z.output<typeof Line>

export type ReadEntry = { readonly entry: Entry } | { readonly wrong: string }

/** Reads lines one after the other: `now` is that of the line before where a line has none later. */
export class EntryLines {
  readonly #nodes: ReadonlyMap<string, CheckedNode>
  readonly #flow: CheckedFlow
  #now: number | undefined

  constructor(flow: CheckedFlow, now?: number) {
    this.#flow = flow
    this.#nodes = new Map(flow.nodes.map((node) => [node.name, node]))
    this.#now = now
  }

  read(text: string): ReadEntry {
    let json: unknown
    if (isDeeper(text, DEEPEST)) return { wrong: `it is nested more than ${DEEPEST} levels deep` }
    try {
      json = parseExact(text)
    } catch (error) {
      return { wrong: `this is not JSON: ${error instanceof Error ? error.message : error}` }
    }
    const line = Line.safeParse(json)
    if (!line.success) return { wrong: line.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ') }
    try {
      const entry = this.#entry(line.data)
      this.#now = entry.now
      return { entry }
    } catch (error) {
      if (error instanceof Wrong) return { wrong: error.message }
      throw error
    }
  }

  #stamp(line: Line, times: readonly (number | undefined)[]): number {
    const latest = Math.max(line.time ?? Number.NEGATIVE_INFINITY, ...times.map((one) => one ?? Number.NEGATIVE_INFINITY))
    const wish = line.now ?? (Number.isFinite(latest) ? latest : 0)
    return this.#now === undefined ? wish : Math.max(this.#now, wish)
  }

  #entry(line: Line): Entry {
    if (line.parameter !== undefined) return this.#parameter(line)
    if (line.node === undefined) {
      const more = Object.keys(line).filter((field) => field !== 'now')
      if (line.now === undefined || more.length > 0) throw new Wrong('a line names a node, a parameter, or nothing but "now"')
      return { kind: 'clock', now: this.#stamp(line, []) }
    }
    const node = this.#nodes.get(line.node)
    if (!node) throw new Wrong(`there is no node "${line.node}"`)
    if (line.command !== undefined) return this.#command(line, node)
    if (line.reply !== undefined || line.refused !== undefined) return this.#reply(line, node)
    return this.#emission(line, node)
  }

  #emission(line: Line, node: CheckedNode): Entry {
    const short = line.port === undefined ? undefined : { [line.port]: line.value }
    const rows = line.rows ?? [{ key: line.key, time: line.time, quality: line.quality, ports: line.ports ?? short ?? {} }]
    const names = rows.flatMap((row) => Object.keys(row.ports))
    if (names.length === 0) throw new Wrong(`${node.name}: name a port and a value`)
    const input = names.every((name) => name.startsWith('in.'))
    if (!input && names.some((name) => name.startsWith('in.'))) throw new Wrong('outputs and inputs cannot stand in one line')
    if (input && line.origin !== undefined) throw new Wrong('an origin is for emissions of a source')
    const now = this.#stamp(
      line,
      rows.map((row) => row.time),
    )
    const read = rows.map((row) => ({
      key: row.key ?? '',
      time: row.time ?? now,
      ports: Object.fromEntries(Object.entries(row.ports).map(([name, value]) => this.#value(node, name, value, row.quality))),
    }))
    return {
      kind: 'emit',
      node: node.name,
      now,
      rows: read,
      ...(input && { input }),
      ...(line.origin !== undefined && { origin: line.origin }),
    }
  }

  #value(node: CheckedNode, name: string, given: unknown, quality = 0): readonly [string, unknown] {
    const plain = name.startsWith('in.') ? name.slice(3) : name
    const port = (name.startsWith('in.') ? node.in : node.out).find((one) => one.name === plain)
    if (!port) throw new Wrong(`${node.name} has no ${name.startsWith('in.') ? 'input' : 'output'} "${plain}"`)
    const both = isSample(given) && !(port.type.type === 'record' && 'quality' in port.type.fields) ? given : undefined
    const value = both ? both.value : given
    const code = (both?.quality ?? quality) >>> 0
    if (code >>> 30 >= 2) return [plain, new Sample(undefined, code, Number.NaN)]
    const decoded = decode(port.type, value)
    if ('wrong' in decoded) throw new Wrong(`${node.name}.${plain}: ${decoded.wrong}`)
    return [plain, code === 0 || decoded.value instanceof Sample ? decoded.value : new Sample(decoded.value, code, Number.NaN)]
  }

  #command(line: Line, node: CheckedNode): Entry {
    const { duration, oneShot, text } = line.args ?? {}
    const ms = typeof duration === 'string' ? readDuration(duration) : duration
    if (ms !== undefined && typeof ms !== 'number') throw new Wrong('args.duration is a duration such as "30 min"')
    const args = {
      ...(ms !== undefined && { duration: ms }),
      ...(oneShot === true && { oneShot }),
      ...(typeof text === 'string' && { text }),
    }
    const now = this.#stamp(line, [])
    return {
      kind: 'command',
      node: node.name,
      key: line.key ?? '',
      command: line.command ?? '',
      args,
      by: line.by ?? '',
      now,
      ...(line.why !== undefined && { why: line.why }),
    }
  }

  #parameter(line: Line): Entry {
    const name = line.parameter ?? ''
    const parameter = Object.hasOwn(this.#flow.parameters, name) ? this.#flow.parameters[name] : undefined
    if (!parameter) throw new Wrong(`there is no parameter "${name}"`)
    if (line.value === undefined || line.value === beyond) throw new Wrong(`${name}: a value is missing`)
    const wrong = parameterFault(parameter, line.value)
    if (wrong !== undefined) throw new Wrong(`${name}: ${wrong}`)
    const now = this.#stamp(line, [])
    return {
      kind: 'parameter',
      parameter: name,
      key: line.key ?? '',
      value: line.value as Json,
      now,
      ...(line.by !== undefined && { by: line.by }),
    }
  }

  #reply(line: Line, node: CheckedNode): Entry {
    if (line.to === undefined) throw new Wrong('a reply says which entry asked: "to"')
    const to =
      typeof line.to === 'number' ? { to: line.to } : { to: line.to.entry, ...(line.to.index !== undefined && { index: line.to.index }) }
    const now = this.#stamp(line, [])
    if (line.refused !== undefined) return { kind: 'reply', node: node.name, now, ...to, refused: line.refused }
    const outs = node.out.filter((port) => port.name !== 'error')
    const byName =
      typeof line.reply === 'object' &&
      line.reply !== null &&
      Object.keys(line.reply).every((name) => outs.some((port) => port.name === name))
    const given = byName ? (line.reply as Record<string, unknown>) : outs[0] ? { [outs[0].name]: line.reply } : {}
    return {
      kind: 'reply',
      node: node.name,
      now,
      ...to,
      ports: Object.fromEntries(Object.entries(given).map(([name, value]) => this.#value(node, name, value))),
    }
  }
}

class Wrong extends Error {}

const isSample = (given: unknown): given is { readonly value?: unknown; readonly quality: number } =>
  typeof given === 'object' &&
  given !== null &&
  'quality' in given &&
  typeof given.quality === 'number' &&
  Object.keys(given).every((name) => name === 'value' || name === 'quality')
