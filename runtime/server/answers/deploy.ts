/** From drafts to what runs: what a deploy would change, and the deploy: a release is made, flows that differ go over to it, the others don't notice. */
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import { connectionKinds } from '@millrace/project/check-project.ts'
import { writePath } from '@millrace/project/write-path.ts'
import { isSubflow, usesSubflows } from '@millrace/run/work.ts'
import type { Handlers } from '../answering.ts'
import { given, Refused } from '../refused.ts'
import type { Site } from '../site.ts'
import { draftOf } from './documents.ts'
import { isChanged } from './flow-info.ts'

type Documents = ReadonlyMap<string, FlowDocument>

export const deployAnswers = (site: Site): Pick<Handlers, 'deploy.diff' | 'deploy'> => {
  const { project, work, drafts, catalogue, stopped } = site

  const checkAll = (documents: Documents) => {
    const connections = connectionKinds(project)
    return (document: FlowDocument) => check(document, { catalogue, connections, flows: (other) => documents.get(other) })
  }

  const running = (): Documents => work.released()?.documents ?? new Map()

  /** Write paths of everything that would run. */
  const pathsOf = (documents: Documents): ReadonlySet<string> => {
    const checked = checkAll(documents)
    const runs = [...documents].filter(([, document]) => !isSubflow(document))
    const flows = runs.map(([name, document]): [string, CheckedFlow | undefined] => [name, checked(document).flow])
    return new Set(flows.flatMap(([name, flow]) => (flow ? [writePath(name, flow, work.guarded)] : [])))
  }

  const disarms = (documents: Documents): readonly string[] => {
    const armed = [...project.arming.all()]
    if (armed.length === 0) return []
    const paths = pathsOf(documents)
    return armed.filter(([, { paths: those }]) => those.some((path) => !paths.has(path))).map(([name]) => name)
  }

  /** Writes of paths that are no longer there are not armed any more; what is still there stays so. */
  const keepArmed = async () => {
    const paths = new Set([...work.run.flows.values()].map(({ deployable }) => deployable.path))
    for (const name of given(await project.arming.keep(paths))) {
      work.pool.disarm(name)
      for (const path of project.arming.all().get(name)?.paths ?? []) work.pool.arm(name, path)
      await project.audit.record({ who: 'runtime', what: 'disarm', about: { connection: name } })
    }
  }

  /** One deploy at a time. */
  let turn: Promise<unknown> = Promise.resolve()

  const deploy: Handlers['deploy'] = async ({ flows, message }, { who }) => {
    const began = performance.now()
    const wanted = flows.map(({ flow, rev }) => {
      const draft = draftOf(site, flow)
      const { rev: now, document } = draft.history()
      if (now !== rev) throw new Refused(fault('revision-conflict', flow, { now, on: rev }))
      return { name: flow, document, draft }
    })
    const documents: Documents = new Map([...running(), ...wanted.map(({ name, document }) => [name, document] as const)])
    const checkOf = checkAll(documents)
    const checked = wanted.map(({ name, document, draft }) => ({ name, ...(usesSubflows(document) ? checkOf(document) : draft.checked()) }))
    const faults = checked.flatMap(({ name, faults }): readonly Fault[] =>
      faults.map((one) => ({ file: `flows/${name}.flow.yaml`, ...one })),
    )
    if (faults.length > 0) throw new Refused(...faults)
    const made = given(await project.releases.make({ documents, catalogue, author: who.user, message, before: work.released() }))
    const names = wanted.map(({ name }) => name)
    await project.audit.record({ who: who.user, what: 'deploy', about: { release: made.release, flows: names, message } })
    const good = new Map(checked.flatMap(({ name, flow }) => (flow ? [[name, flow] as const] : [])))
    await work.take(made, { stopped: stopped.names, checked: good })
    await keepArmed()
    const told = { release: made.release, flows: names, by: who.user, message, tookMs: Math.round(performance.now() - began) }
    site.lines.everyone('deployed', told)
    site.flowsChanged()
    site.connectionsChanged()
    return told
  }

  return {
    'deploy.diff'({ flows }) {
      const released = running()
      const named = flows?.map((flow) => draftOf(site, flow))
      const those = named ?? drafts.all().filter((draft) => isChanged(draft.history().document, released.get(draft.flow)))
      const changes = those.map((draft) => ({ flow: draft.flow, ...draft.history(), faults: draft.faults() }))
      return {
        flows: changes.map(({ flow, rev, document, faults }) => ({
          flow,
          rev,
          draft: document,
          deployed: released.get(flow) ?? null,
          faults,
        })),
        disarms: disarms(new Map([...released, ...changes.map(({ flow, document }) => [flow, document] as const)])),
      }
    },
    deploy(request, asked) {
      const next = turn.then(() => deploy(request, asked))
      turn = next.catch(() => undefined)
      return next
    },
  }
}
