/** Live values: of the wires that somebody looks at, at most ten times a second, the latest of each. */
import type { Seen } from '@millrace/engine/taps.ts'
import type { Tap } from '@millrace/flow/protocol-told.ts'
import type { Host } from '@millrace/host/host.ts'
import { log } from '../log.ts'
import type { Line } from './lines.ts'
import { shown } from './shown.ts'

export interface TapSet {
  readonly flow: string
  readonly set: number
  readonly wires: readonly string[]
  readonly key?: string | undefined
}

export interface Taps {
  /** Replaces the line's set; one without wires ends it. */
  set(line: Line, set: TapSet): void
  end(line: Line): void
  close(): void
}

const everyMs = 100
/** Over how long a rate is smoothed. */
const rateMs = 2_000

interface Looker extends TapSet {
  readonly line: Line
  readonly at: ReadonlyMap<string, number>
  /** Not yet told, by wire. */
  readonly waiting: Map<number, Tap>
}

interface Wire {
  newest: Seen
  readonly byKey: Map<string, Seen>
  rate: number
  /** When samples last came, on the monotonic clock. */
  came: number
}

interface Watched {
  readonly lookers: Map<string, Looker>
  readonly wires: Map<string, Wire>
  timer: NodeJS.Timeout
  host?: Host | undefined
  asked: readonly string[]
  busy: boolean
}

/** `hostOf`: where the flow is folded now; undefined while it does not run. */
export const openTaps = (hostOf: (flow: string) => Host | undefined): Taps => {
  const flows = new Map<string, Watched>()

  const watch = (flow: string): Watched => {
    const known = flows.get(flow)
    if (known) return known
    const timer = setInterval(() => void tick(flow).catch((error: unknown) => log('error', `taps of ${flow}`, error)), everyMs)
    const made: Watched = { lookers: new Map(), wires: new Map(), timer, asked: [], busy: false }
    flows.set(flow, made)
    return made
  }

  const show = (flow: string, watched: Watched) => {
    const host = hostOf(flow)
    if (host === watched.host && watched.asked.length > 0) return host
    watched.asked = [...new Set([...watched.lookers.values()].flatMap(({ wires }) => wires))]
    watched.host = host
    host?.show(watched.asked)
    const asked = new Set(watched.asked)
    for (const wire of watched.wires.keys()) if (!asked.has(wire)) watched.wires.delete(wire)
    return host
  }

  const tick = async (flow: string) => {
    const watched = flows.get(flow)
    if (!watched || watched.busy) return
    watched.busy = true
    try {
      const seen = (await show(flow, watched)?.seen()) ?? []
      for (const [wire, those] of Map.groupBy(seen, ({ node, port }) => `${node}.${port}`)) take(watched, wire, those)
      for (const looker of watched.lookers.values()) tell(looker)
    } finally {
      watched.busy = false
    }
  }

  const take = (watched: Watched, name: string, those: readonly Seen[]) => {
    const now = performance.now()
    const newest = those.reduce((one, other) => (other.time >= one.time ? other : one))
    const known = watched.wires.get(name)
    const wire: Wire = known ?? { newest, byKey: new Map(), rate: 0, came: now }
    watched.wires.set(name, wire)
    if (newest.time >= wire.newest.time) wire.newest = newest
    if (known) {
      const passed = Math.max(1, now - wire.came)
      const count = those.reduce((sum, one) => sum + one.count, 0)
      const present = (count * 1_000) / passed
      wire.rate += (present - wire.rate) * (wire.rate === 0 ? 1 : 1 - Math.exp(-passed / rateMs))
      wire.came = now
    }
    for (const one of those) {
      for (const looker of watched.lookers.values()) {
        if (looker.key === undefined ? one !== newest : looker.key !== one.key) continue
        if (looker.key !== undefined) wire.byKey.set(one.key, one)
        put(looker, name, one, wire.rate)
      }
    }
  }

  const put = ({ at, waiting }: Looker, name: string, { value, quality, time, key }: Seen, rate: number) => {
    const index = at.get(name)
    if (index !== undefined) waiting.set(index, [index, shown(value), quality, time, Math.round(rate * 100) / 100, key])
  }

  const tell = ({ line, flow, set, waiting }: Looker) => {
    if (waiting.size === 0 || !line.clear()) return
    line.tell('taps', { flow, set, now: Date.now(), taps: [...waiting.values()] })
    waiting.clear()
  }

  const end = (line: Line) => {
    for (const [flow, watched] of flows) {
      if (!watched.lookers.delete(line.id)) continue
      watched.asked = []
      if (watched.lookers.size > 0) continue
      clearInterval(watched.timer)
      watched.host?.show([])
      flows.delete(flow)
    }
  }

  return {
    set(line, set) {
      end(line)
      if (set.wires.length === 0) return
      const watched = watch(set.flow)
      const looker: Looker = { ...set, line, at: new Map(set.wires.map((wire, index) => [wire, index])), waiting: new Map() }
      watched.lookers.set(line.id, looker)
      watched.asked = []
      for (const name of set.wires) {
        const wire = watched.wires.get(name)
        const known = set.key === undefined ? wire?.newest : wire?.byKey.get(set.key)
        if (wire && known) put(looker, name, known, wire.rate)
      }
    },
    end,
    close() {
      for (const { timer } of flows.values()) clearInterval(timer)
      flows.clear()
    },
  }
}
