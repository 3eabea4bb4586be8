/** The node library: every node and connection kind, under the name that documents write behind `is:`. */
import type { Definition, Library } from '@millrace/flow'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import highAlarm from './alarm/high.ts'
import lowAlarm from './alarm/low.ts'
import functionNode from './code/function.ts'
import dedupe from './data/dedupe.ts'
import lookup from './data/lookup.ts'
import lines from './file/lines.ts'
import readCsv from './file/read-csv.ts'
import writeCsv from './file/write-csv.ts'
import writeText from './file/write-text.ts'
import each from './flow/each.ts'
import gather from './flow/gather.ts'
import gatherBooleans from './flow/gather-booleans.ts'
import inject from './flow/inject.ts'
import merge from './flow/merge.ts'
import previous from './flow/previous.ts'
import rekey from './flow/rekey.ts'
import http from './http/connection.ts'
import httpEndpoint from './http/endpoint.ts'
import httpListener from './http/listener.ts'
import httpRequest from './http/request.ts'
import httpSend from './http/send.ts'
import jsonBuild from './json/build.ts'
import jsonFields from './json/fields.ts'
import jsonParse from './json/parse.ts'
import oee from './kpi/oee.ts'
import debug from './log/debug.ts'
import line from './log/line.ts'
import and from './logic/and.ts'
import compare from './logic/compare.ts'
import counter from './logic/counter.ts'
import edge from './logic/edge.ts'
import interlock from './logic/interlock.ts'
import latch from './logic/latch.ts'
import not from './logic/not.ts'
import or from './logic/or.ts'
import select from './logic/select.ts'
import switchNode from './logic/switch.ts'
import vote from './logic/vote.ts'
import xor from './logic/xor.ts'
import add from './math/add.ts'
import average from './math/average.ts'
import clamp from './math/clamp.ts'
import combine from './math/combine.ts'
import convert from './math/convert.ts'
import curve from './math/curve.ts'
import deadband from './math/deadband.ts'
import divide from './math/divide.ts'
import expression from './math/expression.ts'
import integrate from './math/integrate.ts'
import multiply from './math/multiply.ts'
import rateOfChange from './math/rate-of-change.ts'
import scale from './math/scale.ts'
import subtract from './math/subtract.ts'
import totalise from './math/totalise.ts'
import modbus from './modbus/connection.ts'
import modbusRead from './modbus/read.ts'
import modbusWrite from './modbus/write.ts'
import mqtt from './mqtt/connection.ts'
import mqttIn from './mqtt/in.ts'
import mqttOut from './mqtt/out.ts'
import opcuaBrowse from './opcua/browse.ts'
import opcua from './opcua/connection.ts'
import opcuaRead from './opcua/read.ts'
import opcuaSubscribe from './opcua/subscribe.ts'
import opcuaWrite from './opcua/write.ts'
import { titled } from './port-titles.ts'
import qualityGate from './quality/gate.ts'
import qualitySplit from './quality/split.ts'
import recordBuild from './record/build.ts'
import recordPick from './record/pick.ts'
import ewma from './signal/ewma.ts'
import filter from './signal/filter.ts'
import median from './signal/median.ts'
import rate from './signal/rate.ts'
import statistics from './signal/statistics.ts'
import postgres from './sql/postgres.ts'
import sqlQuery from './sql/query.ts'
import sqlite from './sql/sqlite.ts'
import sqlWrite from './sql/write.ts'
import textFromNumber from './text/from-number.ts'
import textNumber from './text/number.ts'
import textSwitch from './text/switch.ts'
import textTemplate from './text/template.ts'
import delay from './time/delay.ts'
import offDelay from './time/off-delay.ts'
import onDelay from './time/on-delay.ts'
import pulse from './time/pulse.ts'
import rateLimit from './time/rate-limit.ts'
import watchdog from './time/watchdog.ts'

const nodes: Readonly<Record<string, Definition>> = {
  'alarm/high': highAlarm,
  'alarm/low': lowAlarm,
  'code/function': functionNode,
  'data/dedupe': dedupe,
  'data/lookup': lookup,
  'file/lines': lines,
  'file/read-csv': readCsv,
  'file/write-csv': writeCsv,
  'file/write-text': writeText,
  'flow/each': each,
  'flow/gather': gather,
  'flow/gather-booleans': gatherBooleans,
  'flow/inject': inject,
  'flow/merge': merge,
  'flow/previous': previous,
  'flow/rekey': rekey,
  'http/endpoint': httpEndpoint,
  'http/request': httpRequest,
  'http/send': httpSend,
  'json/build': jsonBuild,
  'json/fields': jsonFields,
  'json/parse': jsonParse,
  'kpi/oee': oee,
  'log/debug': debug,
  'log/line': line,
  'logic/and': and,
  'logic/compare': compare,
  'logic/counter': counter,
  'logic/edge': edge,
  'logic/interlock': interlock,
  'logic/latch': latch,
  'logic/not': not,
  'logic/or': or,
  'logic/select': select,
  'logic/switch': switchNode,
  'logic/vote': vote,
  'logic/xor': xor,
  'math/add': add,
  'math/average': average,
  'math/clamp': clamp,
  'math/combine': combine,
  'math/convert': convert,
  'math/curve': curve,
  'math/deadband': deadband,
  'math/divide': divide,
  'math/expression': expression,
  'math/integrate': integrate,
  'math/multiply': multiply,
  'math/rate-of-change': rateOfChange,
  'math/scale': scale,
  'math/subtract': subtract,
  'math/totalise': totalise,
  'modbus/read': modbusRead,
  'modbus/write': modbusWrite,
  'mqtt/in': mqttIn,
  'mqtt/out': mqttOut,
  'opcua/browse': opcuaBrowse,
  'opcua/read': opcuaRead,
  'opcua/subscribe': opcuaSubscribe,
  'opcua/write': opcuaWrite,
  'quality/gate': qualityGate,
  'quality/split': qualitySplit,
  'record/build': recordBuild,
  'record/pick': recordPick,
  'signal/ewma': ewma,
  'signal/filter': filter,
  'signal/median': median,
  'signal/rate': rate,
  'signal/statistics': statistics,
  'sql/query': sqlQuery,
  'sql/write': sqlWrite,
  'text/from-number': textFromNumber,
  'text/number': textNumber,
  'text/switch': textSwitch,
  'text/template': textTemplate,
  'time/delay': delay,
  'time/off-delay': offDelay,
  'time/on-delay': onDelay,
  'time/pulse': pulse,
  'time/rate-limit': rateLimit,
  'time/watchdog': watchdog,
}

const connections: Readonly<Record<string, Connection>> = {
  'http/connection': http,
  'http/listener': httpListener,
  'modbus/connection': modbus,
  'mqtt/connection': mqtt,
  'opcua/connection': opcua,
  'sql/postgres': postgres,
  'sql/sqlite': sqlite,
}

export const library: Library = {
  nodes: new Map(Object.entries(nodes).map(([is, definition]) => [is, titled(definition)])),
  connections: new Map(Object.entries(connections)),
}
