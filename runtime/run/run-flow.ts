/** A flow at work: entries are stamped and folded one after the other, effects carried out, time told, a new release taken over between two ticks. */
import type { NodeGiven } from '@millrace/connections/node-life.ts'
import type { Pool } from '@millrace/connections/pool.ts'
import type { AlarmRecord } from '@millrace/flow/alarm-record.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'
import type { Emission, Item } from '@millrace/flow/kinds/outside.ts'
import type { NodeState } from '@millrace/flow/protocol-told.ts'
import type { Host, HostOptions } from '@millrace/host/host.ts'
import { alarmList } from './alarm-list.ts'
import { openAround } from './around.ts'
import { nodeStates } from './node-states.ts'

type Unstamped<E> = E extends Entry ? Omit<E, 'now'> : never

export interface Release {
  readonly flow: CheckedFlow
  /** What alarm records name. */
  readonly release: string
  /** Digest of what writes to equipment, to which arming binds. */
  readonly path: string
}

export interface RunOptions {
  /** The flow's name in its project. */
  readonly name: string
  /** Stays the same from release to release. */
  readonly uuid: string
  readonly library: Library
  readonly pool: Pool
  openHost(options: HostOptions): Host
  file(path: string): string
  /** Every effect, after it was handed on: for the debug panel, logs, tests. */
  effect?(effect: Effect): void
  shown?(node: string, items: readonly Item[]): void
  alarmsChanged?(): void
  trouble?(node: string, says: string): void
}

export interface Running {
  readonly name: string
  release(): Release
  /** Takes a new release over between two ticks: state follows by node name, what did not change stays connected. Gives ms of work. */
  move(release: Release): Promise<number>
  /** A command, a parameter, a row fed by hand: an entry like any other. */
  enter(entry: Unstamped<Entry>): Promise<void> | undefined
  alarms(): readonly AlarmRecord[]
  states(): Readonly<Record<string, NodeState>>
  host(): Host
  stop(): Promise<void>
}

/** setTimeout's longest. */
const LONGEST = 2_147_483_647

export const runFlow = async (first: Release, options: RunOptions): Promise<Running> => {
  const { name, uuid, library, pool, openHost } = options
  const alarms = alarmList(() => options.alarmsChanged?.())
  const troubles = new Map<string, { count: number; last: string }>()
  let release = first
  let now = 0
  let timer: NodeJS.Timeout | undefined
  let blocked: Promise<void>[] = []
  let stopped = false
  /** While a release moves, entries wait for it. */
  let moving: Promise<void> | undefined

  const trouble = (node: string, says: string) => {
    const before = troubles.get(node)
    troubles.set(node, { count: (before?.count ?? 0) + 1, last: says })
    options.trouble?.(node, says)
  }

  const effect = (effect: Effect) => {
    if (effect.kind === 'send') send(effect)
    else if (effect.kind === 'ask') ask(effect)
    else if (effect.kind === 'alarm') alarms.take(effect)
    else if (effect.kind === 'error') trouble(effect.node, (effect.value as { readonly message: string }).message)
    options.effect?.(effect)
  }

  const idOf = (effect: Effect) => `${uuid}.${effect.entry}.${effect.sub}.${effect.node}.${effect.index}`

  const send = (effect: Effect) => {
    const sink = around.nodes.get(effect.node)
    if (sink?.kind !== 'sink') return
    const { key, time, quality } = effect
    const full = sink.is.put({ id: idOf(effect), key, time, quality, in: effect.in ?? { [effect.port]: effect.value } })
    if (full !== undefined) blocked.push(full)
  }

  const ask = (effect: Effect) => {
    const call = around.nodes.get(effect.node)
    if (call?.kind !== 'call') return
    void call.is.ask({ id: idOf(effect), key: effect.key, in: effect.in ?? {} }).then((reply) => {
      if (!stopped) void enter({ kind: 'reply', node: effect.node, to: effect.entry, index: effect.index, ...reply })
    })
  }

  const open = (next: Release, from?: HostOptions['from']) =>
    openHost({ flow: next.flow, library, release: next.release, effect, trouble: (says) => trouble('', says), ...(from && { from }) })

  /** Never decreases, whatever the machine's clock does. */
  const stamp = () => {
    now = Math.max(now, Date.now())
    return now
  }

  const after = (folded: Promise<void> | undefined): Promise<void> | undefined => {
    schedule()
    if (!folded && blocked.length === 0) return undefined
    const full = blocked
    blocked = []
    return Promise.all([folded, ...full]).then(() => undefined)
  }

  const enter = (entry: Unstamped<Entry>): Promise<void> | undefined => {
    if (moving) return moving.then(() => enter(entry))
    return after(host.fold([{ ...entry, now: stamp() } as Entry]))
  }

  const take = (node: string) => {
    const takeNow = (emissions: readonly Emission[]): Promise<void> | undefined => {
      if (moving) return moving.then(() => takeNow(emissions))
      const at = stamp()
      return after(
        host.fold(emissions.map(({ rows, origin }) => ({ kind: 'emit', node, now: at, rows, ...(origin !== undefined && { origin }) }))),
      )
    }
    return takeNow
  }

  const schedule = () => {
    const due = host.nextWake()
    clearTimeout(timer)
    if (due === undefined || stopped) return
    timer = setTimeout(() => void enter({ kind: 'clock' }), Math.min(LONGEST, Math.max(0, due - Date.now())))
  }

  const given = (node: string): NodeGiven => ({ flow: name, node, pool, file: options.file, show: (items) => options.shown?.(node, items) })
  const around = openAround({ library, given, take, path: () => release.path })
  let host = open(release)
  await around.move(release.flow).catch(async (error: unknown) => {
    await around.close()
    await host.close()
    throw error
  })

  const move = async (next: Release): Promise<number> => {
    const began = performance.now()
    const snapshot = await host.snapshot()
    const old = host
    host = open(next, snapshot)
    release = next
    await old.close()
    await around.move(next.flow)
    schedule()
    return performance.now() - began
  }

  return {
    name,
    release: () => release,
    async move(next) {
      while (moving) await moving
      const { promise, resolve } = Promise.withResolvers<void>()
      moving = promise
      try {
        return await move(next)
      } finally {
        moving = undefined
        resolve()
      }
    },
    enter,
    alarms: () => alarms.all(),
    states: () => nodeStates(around.nodes, troubles),
    host: () => host,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await around.close()
      await host.close()
    },
  }
}
