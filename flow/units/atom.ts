/** The single units that unit texts are made of, as a size in SI base units; js-quantities knows most of them. */
import Qty from 'js-quantities'

export interface Atom {
  /** As we write it: `°C`, `µm`. */
  readonly text: string
  /** Base unit → exponent. An unknown unit is a base unit of its own. */
  readonly base: ReadonlyMap<string, number>
  /** value in base units = value × factor + offset; only temperatures that stand alone have an offset. */
  readonly factor: number
  readonly offset: number
  readonly known: boolean
}

/** How gauges, OPC UA servers and people spell what stands behind it, in lower case: asked when nothing is known by the text as it stands. */
const spelled = new Map(
  Object.entries({
    '°C': 'degc celsius 摄氏度',
    '°F': 'degf fahrenheit',
    K: 'degk kelvin',
    h: 'hr hour hours 小时',
    s: 'sec 秒',
    min: 'mins 分钟',
    d: '天 日',
    year: 'a 年',
    pcs: 'pc piece pieces 件 个',
    CNY: 'rmb ¥ 元',
    EUR: '€',
    USD: '$',
    t: '吨',
    psi: 'psig psia',
  }).flatMap(([text, others]) => others.split(' ').map((other) => [other, text] as const)),
)
for (const text of 'kWh MWh kW MW kVA kPa MPa Hz bar mbar psi ppm ppb rpm pH NTU GPM CFM SCFM'.split(' '))
  spelled.set(text.toLowerCase(), text)

/** Where our word differs from the library's, and units that it lacks in its own words (`r` turns: ISO 80000-3's rotational frequency is 1/min). */
const inLibrary = new Map(
  Object.entries({
    K: 'degK',
    'Δ°C': 'degC',
    'Δ°F': 'degF',
    '°': 'deg',
    Ω: 'Ohm',
    kΩ: 'kOhm',
    MΩ: 'MOhm',
    lx: 'lux',
    gn: 'gee',
    rpm: '1/min',
    GPM: 'gal/min',
    CFM: 'ft3/min',
    mmH2O: '9.80665 Pa',
    mH2O: '9806.65 Pa',
    Nm: 'N*m',
  }),
)

/** The library would read `pH` as picohenry and `dB` as a bare number; neither converts into anything. */
const own = new Set(['pH', 'NTU', 'dB', 'dBA', 'dB(A)', 'pcs', 'each', 'count', 'CNY', 'EUR', 'USD', 'RH'])

const temperatures = new Map([
  ['°C', { absolute: 'tempC', delta: 'degC' }],
  ['°F', { absolute: 'tempF', delta: 'degF' }],
])

const oneOf = (name: string): Atom => ({ text: name, base: new Map([[name, 1]]), factor: 1, offset: 0, known: own.has(name) })

const baseOf = (quantity: Qty): Map<string, number> => {
  const base = new Map<string, number>()
  const add = (names: readonly string[], by: number) => {
    for (const name of names) if (name !== '<1>') base.set(name, (base.get(name) ?? 0) + by)
  }
  add(quantity.numerator, 1)
  add(quantity.denominator, -1)
  return base
}

const fromLibrary = (text: string): Atom | undefined => {
  const temperature = temperatures.get(text)
  // Exponents and products are ours to read.
  if (/[\d*/^\s]/.test(text) && !text.endsWith('H2O')) return undefined
  try {
    const quantity = Qty(temperature?.delta ?? inLibrary.get(text) ?? text).toBase()
    const offset = temperature ? Qty(0, temperature.absolute).to('tempK').scalar : 0
    return { text, base: baseOf(quantity), factor: quantity.scalar, offset, known: true }
  } catch {
    // The library throws on what it doesn't know.
    return undefined
  }
}

/** Gas at 0 °C and 1013.25 hPa (DIN 1343): an amount, not a volume. */
const normal = new Map<string, Atom>([
  ['Nm3', { text: 'Nm³', base: new Map([['Nm³', 1]]), factor: 1, offset: 0, known: true }],
  ['Nl', { text: 'Nl', base: new Map([['Nm³', 1]]), factor: 0.001, offset: 0, known: true }],
])

const exactly = (text: string): Atom | undefined => normal.get(text) ?? (own.has(text) ? oneOf(text) : fromLibrary(text))

/** What is known by this text, or undefined. */
export const knownAtom = (written: string): Atom | undefined => {
  const text = written.replace(/^u(?=[mlsgAVSWF]|bar|mol)/, 'µ')
  const other = spelled.get(text.toLowerCase())
  return exactly(text) ?? (other === undefined ? undefined : exactly(other))
}

/** Never fails: what nobody knows is its own dimension. */
export const atomOf = (written: string): Atom => knownAtom(written) ?? oneOf(written)
