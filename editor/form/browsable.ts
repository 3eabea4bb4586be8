/** The connection that a config names, where it can be browsed. */
import type { Json } from '@millrace/flow/type.ts'
import { useSession } from '../store/session.ts'

export const useBrowsable = (config: Readonly<Record<string, Json>>): string | undefined =>
  useSession(({ connections, catalogue }) => {
    const held = connections.find(({ name }) => name === config.connection)
    return held && catalogue.connections.get(held.is)?.browses === true ? held.name : undefined
  })
