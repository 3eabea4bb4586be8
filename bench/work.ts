/** This product's runtime inside the benchmark's own process, for what is measured from within: releases of flows on no connection. */
import type { FlowDocument } from '@millrace/flow/document.ts'
import { releaseOf } from '@millrace/project/releases.ts'
import { openWork, type Work } from '@millrace/run/work.ts'
import { catalogue, documentOf, library } from './library.ts'

export interface Bench {
  readonly work: Work
  /** Makes a release of these flows and runs it. */
  deploy(documents: ReadonlyMap<string, FlowDocument>): Promise<void>
}

export const documentsOf = (flows: Readonly<Record<string, object>>): ReadonlyMap<string, FlowDocument> =>
  new Map(Object.entries(flows).map(([name, nodes]) => [name, documentOf(nodes)]))

export const openBench = (folder: string): Bench => {
  const work = openWork({
    folder,
    connections: () => new Map(),
    setup: () => undefined,
    library,
    libraryUrl: '',
    catalogue,
    hearing: {},
  })
  return {
    work,
    async deploy(documents) {
      const before = work.released()
      const { faulty } = await work.take(
        releaseOf({ documents, catalogue, author: 'bench', message: '' }, (before?.release ?? 0) + 1, before),
      )
      const failed = [...work.run.flows.values()].filter(({ run, why }) => run !== 'running' || why !== undefined)
      if (faulty.size > 0 || failed.length > 0) throw new Error(`it did not deploy: ${JSON.stringify([...faulty, failed[0]?.why])}`)
    },
  }
}
