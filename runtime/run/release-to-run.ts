/** What a project runs: its newest release; one that has none yet gets its first, of flows that are checked. */
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import { checkProject } from '@millrace/project/check-project.ts'
import type { Project } from '@millrace/project/open.ts'
import type { Outcome } from '@millrace/project/outcome.ts'
import type { Release } from '@millrace/project/releases.ts'

export interface ToRun {
  readonly release: Release
  /** It was made just now. */
  readonly made: boolean
}

/** `ok: undefined` where there are no flows. */
export const releaseToRun = async (project: Project, catalogue: Catalogue, author: string): Promise<Outcome<ToRun | undefined>> => {
  const newest = await project.releases.newest()
  if ('faults' in newest) return newest
  if (newest.ok) return { ok: { release: newest.ok, made: false } }
  const { documents, faults } = await checkProject(project, catalogue)
  if (faults.length > 0) return { faults }
  if (documents.size === 0) return { ok: undefined }
  const made = await project.releases.make({ documents, catalogue, author, message: 'First release' })
  if ('faults' in made) return made
  await project.audit.record({ who: author, what: 'deploy', about: { release: made.ok.release, flows: [...documents.keys()] } })
  return { ok: { release: made.ok, made: true } }
}
