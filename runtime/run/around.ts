/** What stands around an engine: its sources, sinks and calls, each at its connection. A new release keeps those that did not change. */
import { type AttachedCall, attachCall } from '@millrace/connections/node-call.ts'
import type { NodeGiven } from '@millrace/connections/node-life.ts'
import { type AttachedSink, attachSink } from '@millrace/connections/node-sink.ts'
import { type AttachedSource, attachSource, type SourceGiven } from '@millrace/connections/node-source.ts'
import { parsedConfig } from '@millrace/engine/config.ts'
import { Keys } from '@millrace/engine/keys.ts'
import { ParameterTable } from '@millrace/engine/parameters.ts'
import type { CheckedFlow, CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition, Library } from '@millrace/flow/definition.ts'

export type Attached =
  | { readonly kind: 'source'; readonly is: AttachedSource }
  | { readonly kind: 'sink'; readonly is: AttachedSink }
  | { readonly kind: 'call'; readonly is: AttachedCall }

export interface AroundOptions {
  readonly library: Library
  given(node: string): NodeGiven
  take(node: string): SourceGiven['take']
  /** Digest of the write path of what runs. */
  path(): string
}

export interface Around {
  readonly nodes: ReadonlyMap<string, Attached>
  /** Opens what is new, closes what is gone or changed, and leaves alone what stayed as it was. Gives how many it left. */
  move(flow: CheckedFlow): Promise<number>
  close(): Promise<void>
}

interface Standing {
  readonly attached: Attached
  readonly as: string
}

/** What makes a node another one for its peer. */
const identity = (node: CheckedNode): string => JSON.stringify([node.spec.is, node.spec.version, node.config, node.live])

export const openAround = ({ library, given, take, path }: AroundOptions): Around => {
  const standing = new Map<string, Standing>()
  const nodes = new Map<string, Attached>()
  let flow: CheckedFlow

  const attach = (node: CheckedNode, definition: Definition): Attached | undefined => {
    const parameters = () => new ParameterTable(flow.parameters, new Keys())
    const config = parsedConfig(node, definition, parameters(), '')
    switch (definition.kind) {
      case 'source': {
        const events = new Set(node.out.filter((port) => port.event).map((port) => port.name))
        return { kind: 'source', is: attachSource({ ...given(node.name), definition, config, events, take: take(node.name) }) }
      }
      case 'sink': {
        const live = Object.keys(node.live).length > 0
        const configFor = (key: string) => (live ? parsedConfig(node, definition, parameters(), key) : config)
        return { kind: 'sink', is: attachSink({ ...given(node.name), definition, configFor, path: path() }) }
      }
      case 'call': {
        const { timeout } = config
        const timeToLiveMs = typeof timeout === 'number' ? { timeToLiveMs: timeout } : {}
        return { kind: 'call', is: attachCall({ ...given(node.name), definition, config, path: path(), ...timeToLiveMs }) }
      }
      default:
        return undefined
    }
  }

  return {
    nodes,
    async move(next) {
      flow = next
      const wanted = new Map(next.nodes.map((node) => [node.name, node]))
      const writes = path()
      const as = (node: CheckedNode) => (node.spec.kind === 'source' ? identity(node) : `${identity(node)} ${writes}`)
      const leaving = [...standing].filter(([name, { as: was }]) => {
        const node = wanted.get(name)
        return !node || as(node) !== was
      })
      for (const [name] of leaving) {
        standing.delete(name)
        nodes.delete(name)
      }
      await Promise.all(leaving.map(([, { attached }]) => attached.is.close()))
      const stayed = standing.size
      // A source may bring its first sample at once: what takes its effects stands already.
      const last = (node: CheckedNode) => Number(node.spec.kind === 'source')
      for (const node of next.nodes.toSorted((a, b) => last(a) - last(b))) {
        const definition = library.nodes.get(node.spec.is)
        if (!definition || standing.has(node.name)) continue
        const attached = attach(node, definition)
        if (!attached) continue
        standing.set(node.name, { attached, as: as(node) })
        nodes.set(node.name, attached)
      }
      return stayed
    },
    async close() {
      await Promise.all([...standing.values()].map(({ attached }) => attached.is.close()))
      standing.clear()
      nodes.clear()
    },
  }
}
