/** What the answers are made from: the project, what of it runs, what of it is being drawn, and who is looking. */
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Project } from '@millrace/project/open.ts'
import type { Work } from '@millrace/run/work.ts'
import type { Drafts } from './draft/drafts.ts'
import type { Lines } from './live/lines.ts'
import type { Taps } from './live/taps.ts'
import type { Telling } from './live/told.ts'
import type { Stopped } from './stopped.ts'
import type { TakeOver } from './take-over.ts'

export interface Site {
  readonly project: Project
  /** Folders of templates. */
  readonly templates: readonly string[]
  readonly library: Library
  readonly catalogue: Catalogue
  readonly work: Work
  readonly drafts: Drafts
  readonly lines: Lines
  readonly taps: Taps
  readonly telling: Telling
  readonly stopped: Stopped
  readonly takeOver: TakeOver
  /** The list of flows or of connections is another: it is told a moment later. */
  flowsChanged(): void
  connectionsChanged(): void
}
