/** A flow of the proof's nodes at work, for tests that say one sentence each: rows in, short lines out. */
import assert from 'node:assert/strict'
import { qualityName } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'
import { Engine } from '../engine.ts'
import { Snapshot } from '../saved.ts'
import { encode } from '../value.ts'
import { library } from './others.ts'

const catalogue = catalogueOf(library)

export type Draft = Omit<FlowDocument, 'millrace' | 'name'>

const flowOf = (draft: Draft): CheckedFlow => {
  const { flow, faults } = check({ millrace: 1, name: 'trial', ...draft }, { catalogue })
  assert.ok(flow, faults.map(({ at, says }) => `${at}: ${says.en}`).join('\n'))
  return flow
}

type Ports = Readonly<Record<string, unknown>>
type About = { readonly key?: string; readonly time?: number; readonly now?: number }
type Unstamped<E> = E extends Entry ? Omit<E, 'now'> & { readonly now?: number } : never

export class Trial {
  readonly flow: CheckedFlow
  readonly #watch: readonly string[]
  engine: Engine
  effects: Effect[] = []
  now = 0

  constructor(draft: Draft, ...watch: readonly string[]) {
    this.flow = flowOf(draft)
    this.#watch = watch
    this.engine = this.#open(this.flow)
  }

  #open(flow: CheckedFlow): Engine {
    const engine = new Engine({ flow, library, release: 'test', effect: (effect) => this.effects.push(effect) })
    for (const wire of this.#watch) assert.ok(engine.watch(wire), `there is no wire ${wire}`)
    return engine
  }

  /** Folds an entry and gives what came of it, a line an effect. */
  fold(entry: Unstamped<Entry>): string[] {
    this.now = entry.now ?? this.now
    this.effects = []
    const wrong = this.engine.fold({ ...entry, now: this.now } as Entry)
    return [...this.effects.map(shown), ...(wrong === undefined ? [] : [`wrong: ${wrong}`])]
  }

  give(node: string, ports: Ports, { now, ...about }: About = {}): string[] {
    return this.fold({ kind: 'emit', node, rows: [{ ...about, ports }], ...(now !== undefined && { now }) })
  }

  /** Several rows of one emission. */
  rows(node: string, ...rows: readonly (readonly [key: string, ports: Ports])[]): string[] {
    return this.fold({ kind: 'emit', node, rows: rows.map(([key, ports]) => ({ key, ports })) })
  }

  /** A row that goes straight to a node's inputs. */
  feed(node: string, ports: Ports, { now, ...about }: About = {}): string[] {
    return this.fold({ kind: 'emit', node, input: true, rows: [{ ...about, ports }], ...(now !== undefined && { now }) })
  }

  pass(now: number): string[] {
    return this.fold({ kind: 'clock', now })
  }

  command(node: string, command: string, key = ''): string[] {
    return this.fold({ kind: 'command', node, key, command, args: {}, by: 'anna' })
  }

  /** Goes on in another engine, of this flow or a changed one. */
  restart(draft?: Draft): void {
    const saved = JSON.stringify(this.engine.snapshot())
    this.engine = this.#open(draft ? flowOf(draft) : this.flow)
    this.engine.restore(Snapshot.parse(JSON.parse(saved)))
  }
}

/** `node.port key: value quality`, the last two where they say something. */
const shown = ({ kind, node, port, key, value, quality }: Effect): string => {
  const place = `${kind === 'watch' ? '' : `${kind} `}${node}.${port}${key === '' ? '' : ` ${key}`}`
  if (kind === 'error') return `${place}: ${(value as { readonly code: string }).code}`
  const told = value === undefined ? [] : [typeof value === 'string' ? value : JSON.stringify(encode(value))]
  return `${place}: ${[...told, ...(quality === 0 ? [] : [qualityName(quality)])].join(' ')}`
}
