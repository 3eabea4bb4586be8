/** How far a value can be trusted: OPC UA status codes (Part 4, 7.34), whose two top bits are the severity. */

export const Quality = {
  Good: 0x00000000,
  Uncertain: 0x40000000,
  UncertainLastUsableValue: 0x40900000,
  UncertainSubstituteValue: 0x40910000,
  UncertainSensorNotAccurate: 0x40930000,
  UncertainSubNormal: 0x40950000,
  Bad: 0x80000000,
  BadCommunicationError: 0x80050000,
  BadTimeout: 0x800a0000,
  BadDecodingError: 0x80070000,
  BadNoCommunication: 0x80310000,
  BadWaitingForInitialData: 0x80320000,
  BadOutOfRange: 0x803c0000,
  BadConfigurationError: 0x80890000,
  BadNotConnected: 0x808a0000,
  BadDeviceFailure: 0x808b0000,
  BadSensorFailure: 0x808c0000,
  BadOutOfService: 0x808d0000,
  BadNoData: 0x809b0000,
  BadTypeMismatch: 0x80740000,
} as const

/** 0 Good, 1 Uncertain, 2 (or 3, reserved) Bad. */
export const severity = (quality: number): number => quality >>> 30

export const isBad = (quality: number): boolean => quality >>> 30 >= 2

/** The worse of two; a tie keeps the first. */
export const worst = (a: number, b: number): number => (b >>> 30 > a >>> 30 ? b : a)

const names = new Map<number, string>(Object.entries(Quality).map(([name, code]) => [code, name]))

/** The OPC UA name, or the code in hexadecimal where it has none here. */
export const qualityName = (quality: number): string => names.get(quality >>> 0) ?? `0x${(quality >>> 0).toString(16).padStart(8, '0')}`
