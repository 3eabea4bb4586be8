/** Registers to values and back. Byte orders are named by where the most significant byte A ends up, as device manuals do. */
import type { Format, Numeric } from './tag.ts'

type Wire = Omit<Format, 'scale' | 'offset'>

const bytesIn: Record<Numeric, 2 | 4 | 8> = { int16: 2, uint16: 2, int32: 4, uint32: 4, float32: 4, int64: 8, uint64: 8, float64: 8 }

const isNumeric = (type: Format['type']): type is Numeric => type in bytesIn

/** How many registers a value takes. */
export const width = ({ type, length }: Pick<Format, 'type' | 'length'>): number => (isNumeric(type) ? bytesIn[type] / 2 : (length ?? 1))

/** The value, or undefined where no number of ours can show it exactly: an integer beyond 2^53, a float that is not finite. */
export const decode = (registers: readonly number[], format: Format): number | boolean | string | boolean[] | undefined => {
  const view = arranged(registers, format)
  switch (format.type) {
    case 'bool':
      return ((view.getUint16(0) >> (format.bit ?? 0)) & 1) === 1
    case 'bits':
      return registers.flatMap((_, i) => Array.from({ length: 16 }, (_bit, bit) => ((view.getUint16(i * 2) >> bit) & 1) === 1))
    case 'text':
      return new TextDecoder().decode(view).replace(/\0.*$/s, '').trimEnd()
    default: {
      const raw = readers[format.type](view)
      const value = raw === undefined ? Number.NaN : scaled(raw, format.scale) + format.offset
      return Number.isFinite(value) ? value : undefined
    }
  }
}

/** 123 at a factor of 0.1 is 12.3, not 12.300000000000001. */
const scaled = (raw: number, scale: number): number => (Number.isInteger(1 / scale) ? raw / (1 / scale) : raw * scale)

/** The registers to be written; throws with the reason where the value has no place in them. */
export const encode = (value: unknown, format: Format): number[] => {
  const bytes = new DataView(new ArrayBuffer(width(format) * 2))
  if (format.type === 'text') putText(bytes, value)
  else if (format.type === 'bits') putBits(bytes, value)
  else if (format.type === 'bool') throw new Error('one bit of a register is written by a mask')
  else putNumber(bytes, value, format, format.type)
  return registersOf(arranged(registersOf(bytes), format))
}

/** Swaps words (CDAB, DCBA) and the bytes in them (BADC, DCBA); doing it twice undoes it. */
const arranged = (registers: readonly number[], { order, type }: Pick<Wire, 'order' | 'type'>): DataView => {
  const view = new DataView(new ArrayBuffer(registers.length * 2))
  const reversed = isNumeric(type) && (order === 'CDAB' || order === 'DCBA')
  const swapped = order === 'BADC' || order === 'DCBA'
  for (const [i, register] of registers.entries()) view.setUint16((reversed ? registers.length - 1 - i : i) * 2, register, swapped)
  return view
}

const registersOf = (view: DataView): number[] => Array.from({ length: view.byteLength / 2 }, (_, i) => view.getUint16(i * 2))

const exact = (value: bigint): number | undefined => (Number.isSafeInteger(Number(value)) ? Number(value) : undefined)

const readers: Record<Numeric, (view: DataView) => number | undefined> = {
  int16: (view) => view.getInt16(0),
  uint16: (view) => view.getUint16(0),
  int32: (view) => view.getInt32(0),
  uint32: (view) => view.getUint32(0),
  int64: (view) => exact(view.getBigInt64(0)),
  uint64: (view) => exact(view.getBigUint64(0)),
  float32: (view) => view.getFloat32(0),
  float64: (view) => view.getFloat64(0),
}

const writers: Record<Numeric, (view: DataView, value: number) => void> = {
  int16: (view, value) => view.setInt16(0, value),
  uint16: (view, value) => view.setUint16(0, value),
  int32: (view, value) => view.setInt32(0, value),
  uint32: (view, value) => view.setUint32(0, value),
  int64: (view, value) => view.setBigInt64(0, BigInt(value)),
  uint64: (view, value) => view.setBigUint64(0, BigInt(value)),
  float32: (view, value) => view.setFloat32(0, value),
  float64: (view, value) => view.setFloat64(0, value),
}

/** What is read back must be what was meant: a number that wraps round or overflows is refused. */
const putNumber = (view: DataView, value: unknown, { scale, offset }: Format, type: Numeric): void => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${String(value)} is not a number`)
  const raw = (value - offset) / scale
  const whole = type.startsWith('float') ? raw : Math.round(raw)
  if (!type.startsWith('float') && !Number.isSafeInteger(whole)) throw new Error(`${value} does not fit ${type}`)
  writers[type](view, whole)
  const back = readers[type](view)
  if (back === undefined || !Number.isFinite(back) || (!type.startsWith('float') && back !== whole + 0)) {
    throw new Error(`${value} does not fit ${type}`)
  }
}

const putText = (view: DataView, value: unknown): void => {
  const bytes = new TextEncoder().encode(String(value))
  if (bytes.length > view.byteLength) throw new Error(`the text has ${bytes.length} bytes; there is room for ${view.byteLength}`)
  for (const [i, byte] of bytes.entries()) view.setUint8(i, byte)
}

const putBits = (view: DataView, value: unknown): void => {
  if (!Array.isArray(value) || value.length > view.byteLength * 8) throw new Error(`up to ${view.byteLength * 8} booleans are needed`)
  for (const [i, on] of value.entries()) {
    const at = (i >> 4) * 2
    if (on === true) view.setUint16(at, view.getUint16(at) | (1 << (i & 15)))
  }
}
