/** pymodbus as a Modbus device: TCP, RTU on a serial port, or RTU frames over TCP. */
import { fileURLToPath } from 'node:url'
import { type Program, start } from './program.ts'

/** The interpreter that Debian's python3-… packages belong to. */
export const debianPython = '/usr/bin/python3'

type TableName = 'holding' | 'input' | 'coil' | 'discrete'

/** Unit id → table → first address → values; every other address is illegal. */
export type Units = { readonly [unit: number]: { readonly [table in TableName]?: { readonly [address: number]: readonly number[] } } }

export type Way = { readonly over: 'tcp' | 'rtu-over-tcp'; readonly port: number } | { readonly over: 'rtu'; readonly path: string }

export interface Pymodbus extends Pick<Program, 'pid' | 'stop'> {
  set(table: TableName, address: number, values: readonly number[], unit?: number): Promise<void>
  get(table: TableName, address: number, count: number, unit?: number): Promise<readonly number[]>
}

export const pymodbus = async (way: Way, units: Units): Promise<Pymodbus> => {
  const server = await start(
    debianPython,
    [fileURLToPath(import.meta.resolve('./pymodbus-server.py')), JSON.stringify({ ...way, units })],
    { ready: /^ready$/m },
  )
  const ask = async (order: object): Promise<number[]> => JSON.parse(await server.ask(JSON.stringify(order)))
  return {
    pid: server.pid,
    stop: server.stop,
    set: async (table, address, values, unit = 1) => void (await ask({ table, address, set: values, unit })),
    get: (table, address, count, unit = 1) => ask({ table, address, count, unit }),
  }
}
