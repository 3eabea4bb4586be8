/** Finds the port: the one that was asked for, or the next free one from the usual one on. */
import type { FastifyInstance } from 'fastify'

export const usualPort = 4400
const tries = 100

export class PortTaken extends Error {
  readonly port: number

  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is taken`, options)
    this.port = port
  }
}

/** Gives the port; throws `PortTaken` where it was asked for, or none is free. */
export const listen = async (app: FastifyInstance, host: string, asked: number | undefined): Promise<number> => {
  for (let port = asked ?? usualPort; ; port++) {
    try {
      await app.listen({ host, port })
      const address = app.server.address()
      return typeof address === 'object' && address ? address.port : port
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (asked !== undefined || port >= usualPort + tries) throw new PortTaken(port, { cause: error })
    }
  }
}
