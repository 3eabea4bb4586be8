/** What the runtime tells goes to where it is kept; what is asked for when the line opens. */
import { catalogueFrom } from '@millrace/flow/catalogue.ts'
import { heardTaps } from '../live/values.ts'
import { complain, heardChange, openFlow, reopen } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { addDebug, useSession } from '../store/session.ts'
import { ask, hear, startLine } from './runtime.ts'

export const startHearing = (): void => {
  hear('hello', (hello) => {
    useSession.setState({ hello, ahead: hello.now - Date.now() })
    void meet().catch(complain)
  })
  hear('flows', (flows) => {
    useSession.setState({ flows })
    void openFirst().catch(complain)
  })
  hear('doc.changed', heardChange)
  hear('faults', ({ flow, rev, faults }) =>
    useDraft.setState(({ draft }) => ({ draft: draft?.flow === flow ? { ...draft, faults, faultsOf: rev } : draft })),
  )
  hear('taps', heardTaps)
  hear('node.states', ({ flow, states }) => {
    if (useDraft.getState().draft?.flow === flow) useSession.setState({ states })
  })
  hear('debug', ({ flow, lines, skipped }) => {
    if (useDraft.getState().draft?.flow === flow) addDebug(lines, skipped)
  })
  hear('deployed', ({ flows }) => {
    if (flows.includes(useDraft.getState().draft?.flow ?? '')) void reopen().catch(complain)
  })
  hear('connections', (connections) => useSession.setState({ connections }))
  hear('alarms', ({ flow, alarms }) => useSession.setState((session) => ({ alarms: { ...session.alarms, [flow]: alarms } })))
  addEventListener('beforeunload', (event) => {
    if ((useDraft.getState().draft?.pending.length ?? 0) > 0) event.preventDefault()
  })
  addEventListener('hashchange', () => {
    const { flows } = useSession.getState()
    const next = flows.find(({ flow }) => flow === named())
    if (next && next.flow !== useDraft.getState().draft?.flow) void openFlow(next.flow).catch(complain)
  })
  startLine((online) => useSession.setState(online ? { online, met: true } : { online }))
}

const meet = async (): Promise<void> => {
  const [{ nodes, connections: kinds }, connections, flows, alarms] = await Promise.all([
    ask('catalogue', {}),
    ask('connections', {}),
    ask('flows', {}),
    ask('alarms', {}),
  ])
  useSession.setState({
    catalogue: catalogueFrom(nodes, kinds),
    connections,
    flows,
    alarms: Object.fromEntries(alarms.map((those) => [those.flow, those.alarms])),
  })
  if (useDraft.getState().draft) await reopen()
  else await openFirst()
}

const named = (): string => decodeURIComponent(location.hash.slice(1))

/** The flow that the address names, else the first there is. */
const openFirst = async (): Promise<void> => {
  const { flows, catalogue } = useSession.getState()
  const { draft } = useDraft.getState()
  if (catalogue.nodes.size === 0 || (draft && flows.some(({ flow }) => flow === draft.flow))) return
  const next = flows.find(({ flow }) => flow === named()) ?? flows[0]
  if (next) await openFlow(next.flow)
}
