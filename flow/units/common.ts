/** The units that a picker offers first, by what they measure. Any other text is a unit too. */
import type { Words } from '../words.ts'

export interface UnitGroup {
  readonly title: Words
  readonly units: readonly string[]
}

const group = (en: string, zh: string, units: string): UnitGroup => ({ title: { en, zh }, units: units.split(' ') })

export const commonUnits: readonly UnitGroup[] = [
  group('Temperature', '温度', '°C °F K'),
  group('Pressure', '压力', 'bar mbar Pa kPa MPa psi mmH2O mmHg'),
  group('Volume flow', '体积流量', 'm³/h m³/s l/min l/s Nm³/h GPM CFM'),
  group('Mass flow', '质量流量', 'kg/h kg/s t/h'),
  group('Level and length', '液位与长度', 'mm cm m km µm in ft'),
  group('Volume', '体积', 'm³ l ml Nm³ gal'),
  group('Mass', '质量', 'kg g mg t lb'),
  group('Speed of rotation', '转速', '1/min rpm'),
  group('Frequency', '频率', 'Hz kHz'),
  group('Speed', '速度', 'm/s mm/s m/min km/h'),
  group('Acceleration', '加速度', 'm/s² mm/s² gₙ'),
  group('Power', '功率', 'kW W MW kvar kVA hp'),
  group('Energy', '能量', 'kWh MWh kW·h Wh J kJ MJ GJ kcal'),
  group('Electricity', '电气', 'V mV kV A mA Ω kΩ Ah'),
  group('Torque and force', '扭矩与力', 'N·m N kN'),
  group('Ratio', '比率', '% ppm ppb 1'),
  group('Conductivity', '电导率', 'µS/cm mS/cm S/m'),
  group('Concentration', '浓度', 'mg/l g/l mol/l kg/m³ NTU pH'),
  group('Heat transfer', '传热', 'W/m² W/(m²·K) W/(m·K) kJ/(kg·K)'),
  group('Viscosity', '黏度', 'mPa·s Pa·s cP cSt'),
  group('Time', '时间', 's ms min h d'),
  group('Sound and light', '声与光', 'dB dBA lx lm'),
  group('Angle', '角度', '° rad'),
  group('Pieces', '件数', 'pcs pcs/min pcs/h'),
  group('Money', '货币', 'CNY EUR USD'),
]
