/** A value of a wire as the data type that a node of the server has; refused, never wrapped round or cut off. */

/** Built-in data types that can be written, by their numbers (Part 6, table 1). */
const ranges: Readonly<Record<number, readonly [name: string, least: number, most: number]>> = {
  2: ['SByte', -0x80, 0x7f],
  3: ['Byte', 0, 0xff],
  4: ['Int16', -0x8000, 0x7fff],
  5: ['UInt16', 0, 0xffff],
  6: ['Int32', -0x80000000, 0x7fffffff],
  7: ['UInt32', 0, 0xffffffff],
  8: ['Int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  9: ['UInt64', 0, Number.MAX_SAFE_INTEGER],
}

/** Throws with the reason where the value has no place in that type. */
export const coerce = (value: unknown, dataType: number): unknown => {
  const range = ranges[dataType]
  if (range) return integer(value, dataType, range)
  switch (dataType) {
    case 1:
      if (typeof value !== 'boolean') throw misfit(value, 'Boolean')
      return value
    case 10:
    case 11:
      if (typeof value !== 'number' || !Number.isFinite(dataType === 10 ? Math.fround(value) : value))
        throw misfit(value, dataType === 10 ? 'Float' : 'Double')
      return value
    case 12:
      if (typeof value === 'object') throw misfit(value, 'String')
      return String(value)
    case 13:
      return instant(value)
    case 15:
      if (!(value instanceof Uint8Array)) throw misfit(value, 'ByteString')
      return Buffer.from(value)
    case 21:
      if (typeof value === 'object') throw misfit(value, 'LocalizedText')
      return { text: String(value) }
    default:
      throw new Error(`values of data type ${dataType} cannot be written`)
  }
}

const integer = (value: unknown, dataType: number, [name, least, most]: readonly [string, number, number]): unknown => {
  const number = typeof value === 'boolean' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) throw misfit(value, name)
  if (dataType < 8) return number
  const bits = BigInt.asUintN(64, BigInt(number))
  return [Number(bits >> 32n), Number(bits & 0xffffffffn)]
}

const instant = (value: unknown): Date => {
  const date = typeof value === 'number' || typeof value === 'string' ? new Date(value) : undefined
  if (!date || Number.isNaN(date.getTime())) throw misfit(value, 'DateTime')
  return date
}

const misfit = (value: unknown, type: string): Error =>
  new Error(`${typeof value === 'object' ? JSON.stringify(value) : String(value)} does not fit ${type}`)
