/** Any node or connection definition, and the set of them that a runtime has. */
import type { Call } from './kinds/call.ts'
import type { Connection } from './kinds/connection.ts'
import type { Fold } from './kinds/fold.ts'
import type { Gather } from './kinds/gather.ts'
import type { Map as MapNode } from './kinds/map.ts'
import type { Register } from './kinds/register.ts'
import type { Sink } from './kinds/sink.ts'
import type { Source } from './kinds/source.ts'
import type { Spread } from './kinds/spread.ts'

export type Definition = MapNode | Fold | Source | Sink | Call | Register | Gather | Spread

export type Kind = Definition['kind']

/** Keyed by what a document writes behind `is:` (`math/scale`), connections by their kind (`mqtt/connection`). */
export interface Library {
  readonly nodes: ReadonlyMap<string, Definition>
  readonly connections: ReadonlyMap<string, Connection>
}
