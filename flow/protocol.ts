/** The messages between editor and runtime: over socket.io (event = name, the answer is the acknowledgement) and over HTTP (`POST /api/NAME`) alike. */
import { z } from 'zod'
import { Allowed } from './allowed.ts'
import { EditCommand } from './edit-command.ts'
import type { Fault } from './fault.ts'
import type {
  Alarms,
  Catalogued,
  ConnectionInfo,
  Connections,
  Debugged,
  DeployDiff,
  Deployed,
  DraftChanged,
  DraftState,
  FlowInfo,
  Hello,
  NodeStates,
  PlaceInfo,
  Taps,
  TemplateInfo,
} from './protocol-told.ts'
import type { Json } from './type.ts'

export const protocolVersion = 1

const text = z.string().max(1_000)
const name = z.string().min(1).max(200)
const json = z.json() as z.ZodType<Json>
const config = z.record(z.string(), json)

/** Who may ask is settled in the server's one table of roles. `flow` is the flow's file name without its ending. */
export const requests = {
  catalogue: z.strictObject({}),
  flows: z.strictObject({}),
  /** An empty flow, or what the template holds; its connections are added where the project has none of that name. */
  'flow.new': z.strictObject({ name, template: name.optional() }),
  'flow.remove': z.strictObject({ flow: name }),
  /** Runs or stops the deployed flow. */
  'flow.run': z.strictObject({ flow: name, run: z.boolean() }),

  /** Also asks to be told of its changes, faults, states, debug lines and alarms. */
  'doc.get': z.strictObject({ flow: name }),
  'doc.leave': z.strictObject({ flow: name }),
  /** `rev` is the revision it was made on: the server rebases it onto the present one, or refuses with the reason. `id` comes back in `doc.changed`; one that was taken already is answered, not done again. */
  'doc.command': z.strictObject({ flow: name, rev: z.number().int(), id: z.string().max(64), command: EditCommand }),
  'doc.undo': z.strictObject({ flow: name }),
  'doc.redo': z.strictObject({ flow: name }),

  /** Which wires (`node.port`) to send values of, and whose (`key`; without it the newest of any). A new set replaces the old one. */
  'taps.set': z.strictObject({ flow: name, set: z.number().int(), wires: z.array(z.string().max(400)).max(5_000), key: text.optional() }),

  /** What a deploy of these flows (all changed ones where none is named) would change. */
  'deploy.diff': z.strictObject({ flows: z.array(name).optional() }),
  /** Refused where a draft has moved on from `rev`. */
  deploy: z.strictObject({ flows: z.array(z.strictObject({ flow: name, rev: z.number().int() })).min(1), message: text }),
  /** Sets a parameter of the running flow: an entry, no deploy. */
  'parameter.set': z.strictObject({ flow: name, parameter: name, key: text, value: json }),

  connections: z.strictObject({}),
  'connection.set': z.strictObject({ name, is: name, config, equipment: z.boolean().optional(), says: text.optional() }),
  'connection.remove': z.strictObject({ name }),
  /** Secrets are written, never read; null takes one away. */
  'connection.secret': z.strictObject({ name, secret: name, value: z.string().max(100_000).nullable() }),
  /** Opens it for a moment (or asks the open one); the answer is one sentence about the peer. */
  'connection.test': z.strictObject({ name }),
  /** What lies below a place; '' is the root. */
  'connection.browse': z.strictObject({ name, place: z.string().max(4_000) }),
  /** Trusts or rejects a certificate that the peer has shown. */
  'connection.trust': z.strictObject({ name, thumbprint: name, trusted: z.boolean() }),
  'connection.allow': z.strictObject({ name, allow: z.array(Allowed).max(10_000), onRestart: z.enum(['stay-armed', 'disarm']) }),
  'connection.arm': z.strictObject({ name, armed: z.boolean() }),

  alarms: z.strictObject({}),
  'alarm.command': z.strictObject({
    flow: name,
    node: name,
    key: text,
    command: name,
    args: z.strictObject({ duration: z.number().optional(), oneShot: z.boolean().optional(), text: text.optional() }).optional(),
    why: text.optional(),
  }),

  templates: z.strictObject({}),
} as const satisfies Readonly<Record<string, z.ZodType>>

export type RequestName = keyof typeof requests
export type Request<N extends RequestName> = z.input<(typeof requests)[N]>

/** What comes back when all is well. */
export interface Answers {
  readonly catalogue: Catalogued
  readonly flows: readonly FlowInfo[]
  readonly 'flow.new': { readonly flow: string }
  readonly 'flow.remove': Done
  readonly 'flow.run': Done
  readonly 'doc.get': DraftState
  readonly 'doc.leave': Done
  readonly 'doc.command': { readonly rev: number }
  readonly 'doc.undo': { readonly rev: number }
  readonly 'doc.redo': { readonly rev: number }
  readonly 'taps.set': Done
  readonly 'deploy.diff': DeployDiff
  readonly deploy: Deployed
  readonly 'parameter.set': Done
  readonly connections: readonly ConnectionInfo[]
  readonly 'connection.set': Done
  readonly 'connection.remove': Done
  readonly 'connection.secret': Done
  readonly 'connection.test': { readonly says: string }
  readonly 'connection.browse': readonly PlaceInfo[]
  readonly 'connection.trust': Done
  readonly 'connection.allow': Done
  readonly 'connection.arm': Done
  readonly alarms: readonly Alarms[]
  readonly 'alarm.command': Done
  readonly templates: readonly TemplateInfo[]
}

export type Done = Readonly<Record<string, never>>

/** Every answer is one of the two. */
export type Answer<N extends RequestName> = { readonly ok: Answers[N] } | { readonly faults: readonly Fault[] }

/** What the runtime tells unasked. */
export interface Told {
  /** First thing after the socket opened. */
  readonly hello: Hello
  readonly flows: readonly FlowInfo[]
  readonly 'doc.changed': DraftChanged
  /** The server's own check of the draft: more than the browser can know (files, connections, what only code can refuse). */
  readonly faults: { readonly flow: string; readonly rev: number; readonly faults: readonly Fault[] }
  readonly taps: Taps
  readonly 'node.states': NodeStates
  readonly debug: Debugged
  readonly deployed: Deployed
  readonly connections: Connections
  /** All present alarms of a flow that are not normal. */
  readonly alarms: Alarms
}

export type ToldName = keyof Told

/** socket.io's own typing of the two directions. */
export type ToServer = { [N in RequestName]: (request: Request<N>, answer: (answer: Answer<N>) => void) => void }
export type ToEditor = { [N in ToldName]: (told: Told[N]) => void }
