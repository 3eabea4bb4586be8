/** One line to Modbus devices: a request at a time, and a link that has gone silent is called lost. */
import type { Connecting } from '@millrace/flow'
import { type Driver, openPort, type Way } from './port.ts'
import type { Table } from './tag.ts'

export interface Link {
  /** Registers as 0 … 65535, bits as 0 or 1. */
  read(unitId: number, table: Table, address: number, count: number): Promise<readonly number[]>
  writeRegisters(unitId: number, address: number, registers: readonly number[]): Promise<void>
  writeCoil(unitId: number, address: number, on: boolean): Promise<void>
  /** Sets one bit of a holding register and leaves the others alone (function 22). */
  writeBit(unitId: number, address: number, bit: number, on: boolean): Promise<void>
  readonly unitId: number
  close(): Promise<void>
}

/** So many requests in a row without an answer from any device mean that the line is dead (a TCP peer that lost its power says nothing). */
const silenceIsLoss = 4

/** Frames on a serial line are told apart by a silence of 3.5 characters, 1.75 ms at least (MODBUS over Serial Line 1.02, 2.5.1.1). */
const bitsOfCharacter = 11

export const openLink = async (
  way: Way,
  { unitId, timeout, pause }: { readonly unitId: number; readonly timeout: number; readonly pause: number },
  { lost, signal }: Pick<Connecting, 'lost' | 'signal'>,
): Promise<Link> => {
  const { default: modbusSerial } = await import('modbus-serial')
  const modbus: Driver = new modbusSerial.default()
  modbus.setTimeout(timeout)
  modbus.on('error', (error) => lost(asError(error)))
  const port = await openPort(modbus, way, timeout)
  port.on('close', () => lost(new Error('the connection was closed')))

  const rest = Math.max(pause, way.over === 'rtu' ? Math.max(1.75, (3.5 * bitsOfCharacter * 1000) / way.baudRate) : 0)
  let silent = 0
  let last: Promise<unknown> = Promise.resolve()
  const ask = <T>(unit: number, request: () => Promise<T>): Promise<T> => {
    const asked = last.then(async () => {
      if (signal.aborted || !modbus.isOpen) throw new Error('the connection is closed')
      modbus.setID(unit)
      try {
        const answer = await (way.over === 'rtu' ? awake(request()) : request())
        silent = 0
        return answer
      } catch (error) {
        const silence = isTimeout(error)
        silent = silence ? silent + 1 : 0
        if (silent === silenceIsLoss) lost(new Error(`no answer to ${silenceIsLoss} requests in a row`))
        // RTU frames carry no number: a late answer must not be taken for that to the next request.
        else if (silence && way.over !== 'tcp') await sleep(timeout)
        throw asError(error)
      } finally {
        if (rest > 0) await sleep(Math.ceil(rest))
      }
    })
    last = asked.catch(() => undefined)
    return asked
  }

  return {
    unitId,
    read: (unit, table, address, count) =>
      ask(unit, async () => {
        if (table === 'holding') return (await modbus.readHoldingRegisters(address, count)).data
        if (table === 'input') return (await modbus.readInputRegisters(address, count)).data
        const bits = await (table === 'coil' ? modbus.readCoils(address, count) : modbus.readDiscreteInputs(address, count))
        return bits.data.slice(0, count).map(Number)
      }),
    writeRegisters: (unit, address, registers) =>
      ask(unit, async () => {
        const [only, ...more] = registers
        await (only !== undefined && more.length === 0
          ? modbus.writeRegister(address, only)
          : modbus.writeRegisters(address, [...registers]))
      }),
    writeCoil: (unit, address, on) =>
      ask(unit, async () => {
        await modbus.writeCoil(address, on)
      }),
    writeBit: (unit, address, bit, on) =>
      ask(unit, async () => {
        await modbus.maskWriteRegister(address, 0xffff & ~(1 << bit), on ? 1 << bit : 0)
      }),
    close: port.end,
  }
}

/** The exception code of a device that answered with one. */
export const exceptionCode = (error: unknown): number | undefined => {
  const code = error instanceof Error && error.cause instanceof Object && 'modbusCode' in error.cause ? error.cause.modbusCode : undefined
  return typeof code === 'number' ? code : undefined
}

/** `true` where nobody answered in time. */
export const isTimeout = (error: unknown): boolean => {
  const from = error instanceof Error && error.cause instanceof Object ? error.cause : error
  return from instanceof Object && 'errno' in from && from.errno === 'ETIMEDOUT'
}

/** The driver throws objects that are no errors. */
const asError = (error: unknown): Error =>
  error instanceof Object && 'message' in error ? new Error(String(error.message), { cause: error }) : new Error(String(error))

/** The serial driver's native callback does not wake promises up on Node 26; a timer does. Without it an answer lies there until something else happens. */
const awake = async <T>(answer: Promise<T>): Promise<T> => {
  const ticking = setInterval(() => undefined, 2)
  try {
    return await answer
  } finally {
    clearInterval(ticking)
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
