/** Everything that can be made to go wrong in the plant, by the name that the command line, MQTT and tests use. */

export const faults = {
  'b1.stuck': { en: 'Boiler 1: temperature sensor stuck at its last value', zh: '1号锅炉：温度传感器卡死' },
  'b1.drift': { en: 'Boiler 1: temperature sensor drifts by −0.05 °C/s', zh: '1号锅炉：温度传感器漂移' },
  'b1.broken': { en: 'Boiler 1: temperature sensor broken, its quality is Bad', zh: '1号锅炉：温度传感器断线' },
  'b1.overheating': {
    en: 'Boiler 1: burner stuck at full fire, steam valve nearly shut, limiter bypassed',
    zh: '1号锅炉：燃烧器失控，超温',
  },
  'b2.stuck': { en: 'Boiler 2: temperature sensor stuck at its last value', zh: '2号锅炉：温度传感器卡死' },
  'b2.drift': { en: 'Boiler 2: temperature sensor drifts by −0.05 °C/s', zh: '2号锅炉：温度传感器漂移' },
  'b2.broken': { en: 'Boiler 2: temperature sensor broken, its quality is Bad', zh: '2号锅炉：温度传感器断线' },
  'b2.overheating': {
    en: 'Boiler 2: burner stuck at full fire, steam valve nearly shut, limiter bypassed',
    zh: '2号锅炉：燃烧器失控，超温',
  },
  'line1.jam': { en: 'Packing line: jammed, stands until it is cleared', zh: '包装线：卡料停机' },
  'line1.rejects': { en: 'Packing line: sealing poor, one pack in five is rejected', zh: '包装线：封口不良，废品率升高' },
  'meter.stuck': { en: 'Energy meter: measured values frozen', zh: '电能表：测量值冻结' },
  'link.opcua': { en: 'OPC UA server gone', zh: 'OPC UA 服务器断开' },
  'link.modbus': { en: 'Modbus server gone', zh: 'Modbus 服务器断开' },
  'link.mqtt': { en: 'MQTT broker gone', zh: 'MQTT 代理断开' },
} as const

export type Fault = keyof typeof faults

export const isFault = (name: string): name is Fault => Object.hasOwn(faults, name)
