/** The line to the runtime: asks by name and hears what it tells. It comes back by itself when it broke. */
import type { Fault } from '@millrace/flow/fault.ts'
import type { Answer, Answers, Request, RequestName, Told, ToldName } from '@millrace/flow/protocol.ts'
import { io, type Socket } from 'socket.io-client'

const socket: Socket = io({ path: '/socket.io', autoConnect: false, reconnectionDelayMax: 5_000 })

/** The runtime understood and said no. */
export class Refused extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.says.en).join('; '))
    this.name = 'Refused'
    this.faults = faults
  }
}

/** Throws `Refused`, or an `Error` where no answer came in time. */
export const ask = async <N extends RequestName>(name: N, request: Request<N>, withinMs = 20_000): Promise<Answers[N]> => {
  const answer: Answer<N> = await socket.timeout(withinMs).emitWithAck(name, request)
  if ('faults' in answer) throw new Refused(answer.faults)
  return answer.ok
}

export const hear = <N extends ToldName>(name: N, listener: (told: Told[N]) => void): void => {
  const listen: (told: Told[N]) => void = listener
  socket.on(name as string, listen)
}

/** `online` is told each time the line opens or breaks. */
export const startLine = (online: (yes: boolean) => void): void => {
  socket.on('connect', () => online(true))
  socket.on('disconnect', () => online(false))
  socket.on('connect_error', () => online(false))
  socket.connect()
}

export const onLine = (): boolean => socket.connected
