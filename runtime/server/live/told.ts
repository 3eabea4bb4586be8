/** What happens in the running flows, gathered a moment and told to the editors: states, debug lines, alarms. */
import type { Effect, FiringError } from '@millrace/flow/entry.ts'
import type { Item } from '@millrace/flow/kinds/outside.ts'
import type { DebugLine } from '@millrace/flow/protocol-told.ts'
import type { Hearing, ProjectRun } from '@millrace/run/run-project.ts'
import type { Line, Lines } from './lines.ts'
import { shown } from './shown.ts'
import { type Soon, soon } from './soon.ts'

export interface Telling {
  /** For the flows at work. */
  readonly hearing: Hearing
  /** A line begins to follow a flow: how it stands, and its last debug lines. */
  greet(line: Line, flow: string): void
  close(): void
}

export interface TellingOptions {
  readonly lines: Lines
  run(): ProjectRun
  /** A flow runs, stands still or moved. */
  changed(): void
}

const debugMs = 200
const debugAtOnce = 100
const debugKept = 500
const statesMs = 500
const alarmsMs = 100

interface Debug {
  readonly ring: DebugLine[]
  fresh: DebugLine[]
  skipped: number
  readonly tell: Soon
}

export const openTelling = ({ lines, run, changed }: TellingOptions): Telling => {
  const debugs = new Map<string, Debug>()
  const told = new Map<string, string>()
  const alarms = new Map<string, Soon>()

  const alarmsOf = (flow: string) => ({ flow, alarms: run().flows.get(flow)?.running?.alarms() ?? [] })

  const debugOf = (flow: string): Debug => {
    const known = debugs.get(flow)
    if (known) return known
    const tell = soon(debugMs, () => {
      lines.followers(flow, 'debug', { flow, lines: made.fresh, skipped: made.skipped })
      made.fresh = []
      made.skipped = 0
    })
    const made: Debug = { ring: [], fresh: [], skipped: 0, tell }
    debugs.set(flow, made)
    return made
  }

  const debug = (flow: string, line: DebugLine) => {
    const to = debugOf(flow)
    if (to.ring.push(line) > debugKept) to.ring.shift()
    if (to.fresh.push(line) > debugAtOnce) {
      to.fresh.shift()
      to.skipped++
    }
    to.tell()
  }

  const tellAlarms = (flow: string) => {
    const tell = alarms.get(flow) ?? soon(alarmsMs, () => lines.everyone('alarms', alarmsOf(flow)))
    alarms.set(flow, tell)
    tell()
  }

  const states = setInterval(() => {
    for (const flow of lines.followed()) {
      const now = { flow, states: run().flows.get(flow)?.running?.states() ?? {} }
      const written = JSON.stringify(now)
      if (told.get(flow) === written) continue
      told.set(flow, written)
      lines.followers(flow, 'node.states', now)
    }
  }, statesMs)

  return {
    hearing: {
      effect(flow, effect) {
        if (effect.kind === 'error') debug(flow, errorLine(effect))
      },
      shown(flow, node, items) {
        for (const item of items) debug(flow, debugLine(node, item))
      },
      trouble(flow, node, says) {
        if (node === '') debug(flow, { time: Date.now(), node, key: '', level: 'error', value: says, quality: 0 })
      },
      alarms: tellAlarms,
      changed(flow) {
        tellAlarms(flow)
        changed()
      },
    },
    greet(line, flow) {
      const running = run().flows.get(flow)?.running
      line.tell('node.states', { flow, states: running?.states() ?? {} })
      const ring = debugs.get(flow)?.ring
      if (ring && ring.length > 0) line.tell('debug', { flow, lines: ring, skipped: 0 })
    },
    close() {
      clearInterval(states)
      for (const { tell } of debugs.values()) tell.stop()
      for (const tell of alarms.values()) tell.stop()
    },
  }
}

const errorLine = ({ node, key, time, quality, value }: Effect): DebugLine => ({
  time,
  node,
  key,
  level: 'error',
  value: shown({ ...(value as FiringError) }),
  quality,
})

const levels = ['debug', 'info', 'warn', 'error'] as const

/** A node with one input shows its value; the `level` that a logging node was given is the line's. */
const debugLine = (node: string, { key, time, quality, in: { level, ...rest } }: Item): DebugLine => {
  const [first, ...more] = Object.values(rest)
  return {
    time,
    node,
    key,
    level: levels.find((one) => one === level) ?? 'debug',
    value: shown(more.length === 0 ? first : rest),
    quality,
  }
}
