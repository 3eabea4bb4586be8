/** The tags of a boiler as OPC UA shows them, one row a tag; the server is built from this table. */
import { DataType, makeEUInformation, standardUnits, Variant } from 'node-opcua'
import { type Boiler, boiler } from './simulation/boiler.ts'

type Text = { en: string; zh: string }

const tonnesPerHour = makeEUInformation('E18', 't/h', 'tonne per hour')
const { degree_celsius: celsius, bar, percent } = standardUnits
const flow = [0, 2 * boiler.ratedSteam] as const

export const analogTags = {
  Temperature: {
    title: { en: 'Steam temperature', zh: '蒸汽温度' },
    unit: celsius,
    range: [0, 120],
    of: ({ shown }: Boiler) => shown.temperature,
    sensor: true,
  },
  Pressure: { title: { en: 'Absolute pressure', zh: '绝对压力' }, unit: bar, range: [0, 1.6], of: ({ shown }: Boiler) => shown.pressure },
  FeedWaterFlow: {
    title: { en: 'Feed water flow', zh: '给水流量' },
    unit: tonnesPerHour,
    range: flow,
    of: ({ shown }: Boiler) => shown.feedWaterFlow,
  },
  SteamFlow: { title: { en: 'Steam flow', zh: '蒸汽流量' }, unit: tonnesPerHour, range: flow, of: ({ shown }: Boiler) => shown.steamFlow },
  FiringRate: { title: { en: 'Firing rate', zh: '燃烧负荷' }, unit: percent, range: [0, 100], of: ({ fire }: Boiler) => fire * 100 },
} satisfies Record<string, AnalogTag>

export const burnerOn: Text = { en: 'Burner on', zh: '燃烧器运行' }

export const setPoint = { title: { en: 'Temperature set point', zh: '温度设定值' }, unit: celsius, range: boiler.setPointRange }

export type AnalogTag = {
  title: Text
  unit: typeof celsius
  range: readonly [number, number]
  of: (boiler: Boiler) => number
  /** Goes Bad when the temperature sensor breaks. */
  sensor?: boolean
}

export const localized = ({ en, zh }: Text) => [
  { locale: 'en', text: en },
  { locale: 'zh-CN', text: zh },
]

export const double = (value: number): Variant => new Variant({ dataType: DataType.Double, value })

export const numberIn = ({ value }: Variant): number => Number(value)
