/** Whether a request comes from our own page: foreign pages can make a browser send one, and names can be made to point here. */
import type { IncomingHttpHeaders } from 'node:http'

export interface Origins {
  /** The name the request was sent to is one of ours: a name that was rebound to this address is not. */
  host(headers: IncomingHttpHeaders): boolean
  /** A write or a socket: what a browser says of where it comes from must be ours; a program that is no browser says nothing. */
  own(headers: IncomingHttpHeaders): boolean
}

const local = ['127.0.0.1', 'localhost', '[::1]']

/** `more`: further origins (`https://plant.example`), of a proxy that stands in front. */
export const origins = (host: string, port: number, more: readonly string[] = []): Origins => {
  const names = new Set([...local, host.includes(':') ? `[${host}]` : host].map((name) => `${name}:${port}`))
  const allowed = new Set([...[...names].map((name) => `http://${name}`), ...more])
  const hosts = new Set([...names, ...more.map((origin) => new URL(origin).host)])
  const everywhere = host === '0.0.0.0' || host === '::'
  /** Bound to every address: any address of this machine, but no name, for only names can be rebound. */
  const isAddress = (name: string) => everywhere && /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):\d+$/i.test(name)
  return {
    host: ({ host: name = '' }) => hosts.has(name) || isAddress(name),
    own({ origin, host: name = '', 'sec-fetch-site': site }) {
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
      return origin === undefined || allowed.has(origin) || (isAddress(name) && origin === `http://${name}`)
    },
  }
}
