/** Node-RED's runtime without editor, admin API and listener, with flows held in memory: the leanest way to run it. */
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fromPeer } from './install.ts'

export interface Message {
  payload?: unknown
  topic?: string
  [field: string]: unknown
}

export interface PeerNode {
  send(message: Message): void
  on(event: 'input', hear: (message: Message, send: (message: Message) => void, done: () => void) => void): void
}

export interface FlowNode {
  readonly id: string
  readonly type: string
  readonly [field: string]: unknown
}

interface Runtime {
  init(settings: object, server: object, admin?: object): void
  start(): Promise<void>
  /** What nodes get as RED, and more. */
  readonly _: {
    readonly nodes: {
      createNode(node: PeerNode, config: object): void
      registerType(set: string, type: string, made: object): void
    }
  }
  readonly events: EventEmitter
  readonly flows: {
    setFlows(options: { flows: { flows: readonly FlowNode[] }; deploymentType: 'full' | 'flows' | 'nodes' }): Promise<unknown>
  }
}

/** A node type of the benchmark's own: called when such a node is made. */
export type Made = (node: PeerNode, config: FlowNode) => void

export interface Peer {
  /** Resolves when the new flows run. */
  setFlows(flows: readonly FlowNode[], type: 'full' | 'flows' | 'nodes'): Promise<void>
}

export const startPeer = async (flows: readonly FlowNode[], own: Readonly<Record<string, Made>> = {}): Promise<Peer> => {
  const runtime: Runtime = fromPeer('@node-red/runtime')
  const util: { init(settings: object): Promise<unknown> | undefined } = fromPeer('@node-red/util')
  const userDir = mkdtempSync(join(tmpdir(), 'bench-node-red-'))
  process.once('exit', () => rmSync(userDir, { recursive: true, force: true }))
  const started = new Promise<void>((resolve) => runtime.events.once('flows:started', () => resolve()))
  writeFileSync(join(userDir, 'package.json'), '{}')
  const logging = { console: { level: 'error', metrics: false, audit: false } }
  const coreNodesDir = dirname(fromPeer.resolve('@node-red/nodes'))
  const settings = { userDir, coreNodesDir, storageModule: memory(placed(flows)), logging, telemetry: { enabled: false } }
  await util.init(settings)
  runtime.init(settings, new EventEmitter())
  for (const [type, made] of Object.entries(own)) {
    const Node = function (this: PeerNode, config: FlowNode) {
      runtime._.nodes.createNode(this, config)
      made(this, config)
    }
    runtime._.nodes.registerType('bench', type, Node)
  }
  await runtime.start()
  await started
  return {
    async setFlows(next, deploymentType) {
      const restarted = new Promise<void>((resolve) => runtime.events.once('flows:started', () => resolve()))
      await runtime.flows.setFlows({ flows: { flows: placed(next) }, deploymentType })
      await restarted
    },
  }
}

/** Node-RED takes a node without a place on the canvas for a configuration. */
const placed = (flows: readonly FlowNode[]): readonly FlowNode[] => flows.map((node) => (node['z'] ? { x: 0, y: 0, ...node } : node))

const memory = (flows: readonly FlowNode[]) => ({
  init: async () => undefined,
  getFlows: async () => flows,
  saveFlows: async () => undefined,
  getCredentials: async () => ({}),
  saveCredentials: async () => undefined,
  getSettings: async () => ({}),
  saveSettings: async () => undefined,
  getSessions: async () => ({}),
  saveSessions: async () => undefined,
  getLibraryEntry: async () => [],
  saveLibraryEntry: async () => undefined,
})
