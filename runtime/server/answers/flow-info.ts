/** How each flow of the project stands: drawn, released, running. */
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { FlowInfo } from '@millrace/flow/protocol-told.ts'
import { logicDigest } from '@millrace/project/releases.ts'
import { isSubflow } from '@millrace/run/work.ts'
import type { Site } from '../site.ts'

export const isChanged = (document: FlowDocument, released: FlowDocument | undefined): boolean =>
  document !== released && (released === undefined || logicDigest(document) !== logicDigest(released))

export const flowInfos = (site: Site): readonly FlowInfo[] => {
  const { drafts, work } = site
  const unreadable = [...drafts.unreadable()].map(([flow, faults]): FlowInfo => {
    const { release, run, why } = atWork(site, flow)
    return { flow, name: flow, rev: 0, changed: false, faults: faults.length, run, ...release, ...why }
  })
  const drawn = drafts.all().map((draft): FlowInfo => {
    const { flow } = draft
    const { rev, document } = draft.history()
    const released = work.released()?.documents.get(flow)
    const { release, run, why } = atWork(site, flow)
    return {
      flow,
      name: document.name,
      rev,
      changed: isChanged(document, released),
      faults: draft.faults().length,
      run,
      ...release,
      ...why,
    }
  })
  return [...drawn, ...unreadable].sort((a, b) => (a.flow < b.flow ? -1 : 1))
}

const atWork = ({ work }: Site, flow: string) => {
  const released = work.released()
  const document = released?.documents.get(flow)
  const at = work.run.flows.get(flow)
  const faults = work.faulty().get(flow)
  const why = at?.why ?? faults?.[0]?.says.en
  const run: FlowInfo['run'] = !document ? 'never-deployed' : (at?.run ?? (isSubflow(document) ? 'stopped' : 'failed'))
  return {
    run,
    release: document && released ? { release: at?.release ?? released.release } : {},
    why: why === undefined ? {} : { why },
  }
}
