/** Flows as a whole: listed, made, taken away, run and stopped; and what they can be made of. */
import { freeName } from '@millrace/flow/name.ts'
import type { Catalogued } from '@millrace/flow/protocol-told.ts'
import { addTemplate } from '@millrace/project/create.ts'
import { listTemplates } from '@millrace/project/template.ts'
import type { Handlers } from '../answering.ts'
import { given, no } from '../refused.ts'
import type { Site } from '../site.ts'
import { flowInfos } from './flow-info.ts'

type Names = 'catalogue' | 'flows' | 'flow.new' | 'flow.remove' | 'flow.run' | 'templates'

export const flowAnswers = (site: Site): Pick<Handlers, Names> => {
  const { project, drafts, work, catalogue, stopped } = site
  let catalogued: Catalogued | undefined

  const remove = async (flow: string, who: string) => {
    const { revision } = given(await project.flows.read(flow))
    given(await project.flows.remove(flow, revision))
    await drafts.forget(flow)
    await drafts.look()
    const now = work.released()
    if (!now?.documents.has(flow)) return
    const documents = new Map([...now.documents].filter(([name]) => name !== flow))
    const release = given(await project.releases.make({ documents, catalogue, author: who, message: `Remove ${flow}`, before: now }))
    await work.take(release, { stopped: stopped.names })
  }

  const empty = async (name: string) => {
    const taken = new Set(await project.flows.list())
    const flow = freeName(name, (one) => taken.has(one))
    given(await project.flows.save(flow, { millrace: 1, name, nodes: {} }))
    return flow
  }

  const fromTemplate = async (name: string, template: string) => {
    const found = (await listTemplates(site.templates)).get(template)
    if (!found) throw no('template', `there is no template "${template}"`, `没有名为 "${template}" 的模板`)
    const language = project.settings.languages?.[0] ?? 'en'
    const [flow] = given(await addTemplate(project, found.template, { language, flow: name }))
    return flow ?? name
  }

  return {
    catalogue() {
      catalogued ??= { nodes: [...catalogue.nodes.values()], connections: [...catalogue.connections.values()] }
      return catalogued
    },
    flows: () => flowInfos(site),
    async templates() {
      const found = await listTemplates(site.templates)
      return [...found].map(([name, { template }]) => ({ name, title: template.description.title, says: template.description.doc }))
    },
    async 'flow.new'({ name, template }, { who }) {
      const flow = template === undefined ? await empty(name) : await fromTemplate(name, template)
      await project.audit.record({ who: who.user, what: 'new flow', about: { flow } })
      await drafts.look()
      site.connectionsChanged()
      return { flow }
    },
    async 'flow.remove'({ flow }, { who }) {
      await remove(flow, who.user)
      await stopped.set(flow, false)
      await project.audit.record({ who: who.user, what: 'remove flow', about: { flow } })
      site.flowsChanged()
      return {}
    },
    async 'flow.run'({ flow, run }, { who }) {
      const at = work.run.flows.get(flow)
      if (!at) throw no(flow, 'this flow is not deployed', '该流程尚未部署')
      await stopped.set(flow, !run)
      await (run ? work.run.start(flow) : work.run.stop(flow))
      await project.audit.record({ who: who.user, what: run ? 'start flow' : 'stop flow', about: { flow } })
      return {}
    },
  }
}
