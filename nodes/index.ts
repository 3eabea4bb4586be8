/** The node library: every node and connection kind, under the name that documents write behind `is:`. */
import type { Definition, Library } from '@millrace/flow'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import each from './flow/each.ts'
import merge from './flow/merge.ts'
import previous from './flow/previous.ts'
import select from './logic/select.ts'
import switchNode from './logic/switch.ts'
import average from './math/average.ts'
import scale from './math/scale.ts'
import modbus from './modbus/connection.ts'
import modbusRead from './modbus/read.ts'
import modbusWrite from './modbus/write.ts'
import opcuaBrowse from './opcua/browse.ts'
import opcua from './opcua/connection.ts'
import opcuaRead from './opcua/read.ts'
import opcuaSubscribe from './opcua/subscribe.ts'
import opcuaWrite from './opcua/write.ts'
import onDelay from './time/on-delay.ts'

const nodes: Readonly<Record<string, Definition>> = {
  'flow/each': each,
  'flow/merge': merge,
  'flow/previous': previous,
  'logic/select': select,
  'logic/switch': switchNode,
  'math/average': average,
  'math/scale': scale,
  'modbus/read': modbusRead,
  'modbus/write': modbusWrite,
  'opcua/browse': opcuaBrowse,
  'opcua/read': opcuaRead,
  'opcua/subscribe': opcuaSubscribe,
  'opcua/write': opcuaWrite,
  'time/on-delay': onDelay,
}

const connections: Readonly<Record<string, Connection>> = {
  'modbus/connection': modbus,
  'opcua/connection': opcua,
}

export const library: Library = {
  nodes: new Map(Object.entries(nodes)),
  connections: new Map(Object.entries(connections)),
}
