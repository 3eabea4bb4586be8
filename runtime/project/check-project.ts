/** All flows of a project, read and checked against each other and its connections: what a release is made from. */
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { FlowFile } from './flows.ts'
import type { Project } from './open.ts'

export interface CheckedProject {
  readonly files: ReadonlyMap<string, FlowFile>
  /** Those that could be read. */
  readonly documents: ReadonlyMap<string, FlowDocument>
  /** Those without a fault. */
  readonly flows: ReadonlyMap<string, CheckedFlow>
  readonly faults: readonly Fault[]
}

export const connectionKinds = (project: Project): ReadonlyMap<string, string> =>
  new Map([...project.connections.all()].map(([name, { is }]) => [name, is]))

export const checkProject = async (project: Project, catalogue: Catalogue): Promise<CheckedProject> => {
  const files = new Map<string, FlowFile>()
  const faults: Fault[] = []
  for (const name of await project.flows.list()) {
    const found = await project.flows.read(name)
    if ('faults' in found) faults.push(...found.faults)
    else files.set(name, found.ok)
  }
  const documents = new Map([...files].flatMap(([name, { read }]) => (read.document ? [[name, read.document] as const] : [])))
  const flows = new Map<string, CheckedFlow>()
  for (const [name, { read }] of files) {
    faults.push(...read.faults)
    if (!read.document) continue
    const checked = check(read.document, { catalogue, connections: connectionKinds(project), flows: (other) => documents.get(other) })
    faults.push(...read.locate(checked.faults))
    if (checked.flow) flows.set(name, checked.flow)
  }
  return { files, documents, flows, faults }
}
