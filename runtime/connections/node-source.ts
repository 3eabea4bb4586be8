/** A source at work: open while its connection is up, its buffer before the flow, and Bad samples the moment it can bring none. */
import { type Emission, type Open, Quality, type Row, sample } from '@millrace/flow'
import type { Overflow, Source } from '@millrace/flow/kinds/source.ts'
import { createIngress, type IngressOptions, type IngressStats } from './ingress.ts'
import { connectionNamed, type NodeGiven, type NodeStatus, nodeLife } from './node-life.ts'

export interface SourceGiven extends NodeGiven {
  readonly definition: Source
  /** As its schema read it. A field `overflow` decides over the definition's. */
  readonly config: Readonly<Record<string, unknown>>
  /** Outputs that are events: they fall silent instead of Bad. */
  readonly events?: ReadonlySet<string>
  readonly take: IngressOptions['take']
  /** Rows that may wait before the flow. */
  readonly capacity?: number
}

export interface AttachedSource {
  status(): NodeStatus
  stats(): IngressStats
  close(): Promise<void>
}

/** Of more keys than a flow may have, the loss is not told one by one. */
const rememberedKeys = 10_000
const rowsAtOnce = 1_000

export const attachSource = (given: SourceGiven): AttachedSource => {
  const { definition, config, events, take, capacity } = given
  const ports = new Map<string, Set<string>>()
  const ingress = createIngress({
    take,
    overflow: (config['overflow'] as Overflow | undefined) ?? definition.overflow ?? 'latest-per-key',
    ...(capacity !== undefined && { capacity }),
    trouble: (message) => life.trouble(message),
  })

  const remember = ({ rows }: Emission) => {
    for (const row of rows) {
      const key = row.key ?? ''
      const seen = ports.get(key) ?? (ports.size < rememberedKeys ? new Set<string>() : undefined)
      if (!seen) continue
      if (seen.size === 0) ports.set(key, seen)
      for (const port in row.ports) if (!seen.has(port) && !events?.has(port)) seen.add(port)
    }
  }

  const turnBad = () => {
    const rows: Row[] = []
    for (const [key, seen] of ports) {
      if (seen.size > 0)
        rows.push({ key, ports: Object.fromEntries(Array.from(seen, (port) => [port, sample(undefined, Quality.BadNotConnected)])) })
    }
    ports.clear()
    for (let i = 0; i < rows.length; i += rowsAtOnce) ingress.press({ rows: rows.slice(i, i + rowsAtOnce) })
  }

  const life = nodeLife<Open>({
    given,
    connection: connectionNamed(definition, config),
    open(outside) {
      const { signal } = outside
      const emit = (emission: Emission): Promise<void> => {
        if (signal.aborted) return new Promise(() => undefined)
        remember(emission)
        return ingress.emit(emission)
      }
      // The library pairs a source with its connection's kind by name: the one place where their types meet.
      return definition.open(config, { ...outside, client: outside.client as never, emit })
    },
    close: (open) => open.close(),
    opened: (open) => open ?? turnBad(),
  })

  return {
    status: life.status,
    stats: ingress.stats,
    async close() {
      await life.close()
      ingress.close()
    },
  }
}
