/** The energy meter's Modbus tables: what stands at which address, in which type and word order. The README lists the same. */
import type { Factory } from './simulation/factory.ts'

/** Addresses that may be read, first and one past the last; others answer exception 2. */
export const readable = {
  input: [
    [0, 44],
    [100, 136],
  ],
  holding: [
    [0, 44],
    [100, 136],
    [200, 201],
  ],
} as const

export const demandLimitAt = 200

/** All registers at once, so that one read never mixes two states. */
export function registers({ meter, ...rest }: Factory): DataView {
  const table = new DataView(new ArrayBuffer(2 * 201))
  const word = (address: number, value: number) => table.setInt16(2 * address, clampInt16(value))
  const total = meter.power.reduce((sum, phase) => sum + phase)
  const floats = [...meter.voltage, ...meter.current, ...meter.power, total, meter.powerFactor, meter.frequency, meter.demand]
  const counters = [meter.energy, meter.reactiveEnergy, meter.partialEnergy]
  for (const [index, value] of floats.entries()) pair(table, 2 * index, (at) => table.setFloat32(at, value))
  for (const [index, value] of counters.entries()) pair(table, 30 + 2 * index, (at) => table.setUint32(at, Math.floor(value)))
  word(40, meter.temperature * 10)
  word(41, meter.powerFactor * 1000)
  word(
    42,
    statusBits({ meter, ...rest }).reduce((bits, on, bit) => bits | (on ? 1 << bit : 0), 0),
  )
  word(43, total * 10)
  word(demandLimitAt, meter.demandLimit)
  return table
}

/** Discrete inputs 0–5, and the bits of register 42 in the same order. */
export function statusBits({ meter, b1, b2, line1 }: Factory): boolean[] {
  const exceeded = meter.demand > meter.demandLimit
  return [meter.capacitors, exceeded, b1.shown.burnerOn, b2.shown.burnerOn, line1.state === 'Execute', line1.state === 'Aborted']
}

/** Writes 32 bits at the address, high word first, and again 100 further on with the low word first. */
function pair(table: DataView, address: number, write: (at: number) => void): void {
  write(2 * address)
  table.setUint16(2 * (address + 100), table.getUint16(2 * address + 2))
  table.setUint16(2 * (address + 101), table.getUint16(2 * address))
}

const clampInt16 = (value: number): number => Math.max(-32768, Math.min(32767, Math.round(value)))
