/** A flow that `check` found good (or as good as it could be read): subflows unfolded, names resolved, types and units known. What the engine compiles. */
import type { NodeSpec } from './catalogue.ts'
import type { Parameter } from './document.ts'
import type { Json, Type } from './type.ts'

export interface CheckedInput {
  readonly name: string
  /** Resolved: no variables and no `from` left; `{ type: 'T' }` stays only where nothing decides it. */
  readonly type: Type
  readonly event: boolean
  readonly optional: boolean
  /** Exactly one of the three, or none where it is optional. */
  readonly wire?: { readonly node: string; readonly port: string }
  readonly literal?: Json
  readonly parameter?: string
  readonly initial?: Json
  /** ms */
  readonly maxAge?: number
}

export interface CheckedOutput {
  readonly name: string
  readonly type: Type
  readonly event: boolean
  readonly effect?: 'alarm'
}

export interface CheckedNode {
  /** Its path: `sub/inner` inside a subflow. */
  readonly name: string
  readonly was?: string
  readonly spec: NodeSpec
  /** As written, parameters still in place of values; units that were left to the wire stand in it. */
  readonly config: Readonly<Record<string, Json>>
  /** Config field → parameter it follows. */
  readonly live: Readonly<Record<string, string>>
  readonly in: readonly CheckedInput[]
  /** Every node but a sink also has the output `error`, an event. */
  readonly out: readonly CheckedOutput[]
}

export interface CheckedFlow {
  readonly name: string
  readonly delivery: 'live' | 'durable'
  readonly keyCap: number
  /** ms */
  readonly forgetAfter?: number
  readonly parameters: Readonly<Record<string, Parameter>>
  /** In topological order (registers' inputs left out), ties in document order. */
  readonly nodes: readonly CheckedNode[]
  /** The coarsest level of the key tree that the flow works across; it may be partitioned by it. undefined: by whole keys. `''`: one owner. */
  readonly worksAcross?: string
}
