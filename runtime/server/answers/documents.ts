/** A flow's document while it is drawn: got and followed, changed, undone, done again. */
import type { Handlers } from '../answering.ts'
import type { Draft } from '../draft/draft.ts'
import { named } from '../draft/history.ts'
import { no, Refused } from '../refused.ts'
import type { Site } from '../site.ts'

type Names = 'doc.get' | 'doc.leave' | 'doc.command' | 'doc.undo' | 'doc.redo'

export const draftOf = ({ drafts }: Pick<Site, 'drafts'>, flow: string): Draft => {
  const draft = drafts.get(flow)
  if (draft) return draft
  const faults = drafts.unreadable().get(flow)
  throw faults ? new Refused(...faults) : no(flow, `there is no flow "${flow}"`, `没有名为 "${flow}" 的流程`)
}

export const documentAnswers = (site: Site): Pick<Handlers, Names> => ({
  'doc.get'({ flow }, { line, after }) {
    const draft = draftOf(site, flow)
    const { rev, document, undo, redo } = draft.history()
    if (line) {
      line.follow(flow, true)
      after?.(() => site.telling.greet(line, flow))
    }
    const deployed = site.work.released()?.documents.get(flow) ?? null
    return { flow, rev, document, faults: draft.faults(), undo: named(undo), redo: named(redo), deployed }
  },
  'doc.leave'({ flow }, { line }) {
    line?.follow(flow, false)
    return {}
  },
  'doc.command': ({ flow, rev, id, command }, { who }) => ({ rev: draftOf(site, flow).take({ rev, id, command }, who.user) }),
  'doc.undo': ({ flow }, { who }) => ({ rev: draftOf(site, flow).step('undo', who.user) }),
  'doc.redo': ({ flow }, { who }) => ({ rev: draftOf(site, flow).step('redo', who.user) }),
})
