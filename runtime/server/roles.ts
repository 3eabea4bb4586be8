/** Who may ask, hear and fetch what: the one table. What has no row is refused. */
import type { RequestName, ToldName } from '@millrace/flow/protocol.ts'
import type { Role } from '@millrace/flow/protocol-told.ts'

export interface Who {
  readonly user: string
  readonly role: Role
}

/** Each may do what those before it may. */
const ladder: readonly Role[] = ['viewer', 'operator', 'engineer', 'admin']

export const asking = {
  catalogue: 'viewer',
  flows: 'viewer',
  'flow.new': 'engineer',
  'flow.remove': 'engineer',
  'flow.run': 'engineer',
  'doc.get': 'viewer',
  'doc.leave': 'viewer',
  'doc.command': 'engineer',
  'doc.undo': 'engineer',
  'doc.redo': 'engineer',
  'taps.set': 'viewer',
  'deploy.diff': 'viewer',
  deploy: 'engineer',
  'parameter.set': 'operator',
  connections: 'viewer',
  'connection.set': 'engineer',
  'connection.remove': 'engineer',
  'connection.secret': 'engineer',
  'connection.test': 'engineer',
  'connection.browse': 'engineer',
  'connection.trust': 'admin',
  'connection.allow': 'admin',
  'connection.arm': 'admin',
  alarms: 'viewer',
  'alarm.command': 'operator',
  templates: 'viewer',
} as const satisfies Readonly<Record<RequestName, Role>>

export const hearing = {
  hello: 'viewer',
  flows: 'viewer',
  'doc.changed': 'viewer',
  faults: 'viewer',
  taps: 'viewer',
  'node.states': 'viewer',
  debug: 'viewer',
  deployed: 'viewer',
  connections: 'viewer',
  alarms: 'viewer',
} as const satisfies Readonly<Record<ToldName, Role>>

/** Everything served over HTTP beside `POST /api/NAME`. */
export const fetching: Readonly<Record<string, Role | 'anyone'>> = {
  'GET /enter/:word': 'anyone',
  'GET /api/health': 'anyone',
  'GET /api/openapi.json': 'viewer',
  'POST /api/:name': 'viewer',
  'GET /*': 'viewer',
}

export const may = (who: Who | undefined, least: Role | 'anyone' | undefined): boolean => {
  if (least === 'anyone') return true
  return who !== undefined && least !== undefined && ladder.indexOf(who.role) >= ladder.indexOf(least)
}
