/** The energy meter's Modbus TCP server; unit 1, tables as in `registers.ts`. */
import { once } from 'node:events'
import { ServerTCP } from 'modbus-serial'
import { command } from './command.ts'
import { demandLimitAt, readable, registers, statusBits } from './registers.ts'
import { freePort, loopback, type Speaker } from './speaker.ts'
import type { World } from './world.ts'

const illegalAddress = 2
const illegalValue = 3

export async function openModbus(world: World, { port }: { port: number }): Promise<Speaker> {
  const chosen = port || (await freePort())
  const read = (table: keyof typeof readable, address: number, length: number): number[] => {
    if (!readable[table].some(([first, end]) => address >= first && address + length <= end)) refuse(illegalAddress, `${table} ${address}`)
    const words = registers(world.state())
    return Array.from({ length }, (_, index) => words.getUint16(2 * (address + index)))
  }
  const act = (body: object) => {
    const answer = command(world.state(), 'meter', body)
    if ('refused' in answer) refuse(illegalValue, answer.refused)
    else world.change(answer.state)
  }
  const server = new ServerTCP(
    {
      getInputRegister: (address: number) => read('input', address, 1)[0] ?? 0,
      getHoldingRegister: (address: number) => read('holding', address, 1)[0] ?? 0,
      getMultipleInputRegisters: (address: number, length: number) => read('input', address, length),
      getMultipleHoldingRegisters: (address: number, length: number) => read('holding', address, length),
      getDiscreteInput: (address: number) => statusBits(world.state())[address] ?? refuse(illegalAddress, `discrete input ${address}`),
      getCoil: (address: number) => [world.state().meter.capacitors, false][address] ?? refuse(illegalAddress, `coil ${address}`),
      setCoil: (address: number, on: boolean) =>
        address === 0 ? act({ capacitors: on }) : address === 1 ? act({ resetPartial: on }) : refuse(illegalAddress, `coil ${address}`),
      setRegister: (address: number, value: number) =>
        address === demandLimitAt ? act({ demandLimit: value }) : refuse(illegalAddress, `register ${address}`),
    },
    { host: loopback, port: chosen, unitID: 1 },
  )
  await initialized(server)
  return {
    address: `tcp://${loopback}:${chosen}`,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}

/** The server reports a taken port as `serverError`, not as `error`. */
async function initialized(server: ServerTCP): Promise<void> {
  const failed = Promise.withResolvers<never>()
  server.once('serverError', (cause: Error | null) => failed.reject(new Error('listening for Modbus TCP', { cause })))
  await Promise.race([once(server, 'initialized'), failed.promise])
}

function refuse(modbusErrorCode: number, what: string): never {
  throw Object.assign(new Error(what), { modbusErrorCode })
}
