/** What every protocol of the plant has in common: it opens on the loopback interface, says where, and can be taken away. */
import { createServer } from 'node:net'

export const loopback = '127.0.0.1'

export type Speaker = { address: string; close(): Promise<void> }

/** A port that is free now, for servers that must know theirs before they listen. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, loopback, () => {
    const address = probe.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    probe.close(() => resolve(port))
  })
  return promise
}
