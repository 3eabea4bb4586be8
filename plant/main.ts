/** The command: starts the factory, says where it listens, and stops on Ctrl-C. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { faults, isFault } from './simulation/faults.ts'
import { startPlant } from './start.ts'
import type { Planned } from './world.ts'

const usage = `A small factory on 127.0.0.1: two boilers, a packing line, an energy meter.

  --opcua-port N    OPC UA, default 14840; 0 takes a free port, "off" leaves it out
  --modbus-port N   Modbus TCP, default 15020
  --mqtt-port N     MQTT 3.1.1, default 18830
  --seed N          what chance does, default 1
  --speed N         plant seconds per second, default 1
  --data DIR        certificates, default .millrace/plant
  --user NAME:PASS  an OPC UA user; may be repeated; default engineer:boiler-house
  --energy WH       first reading of the energy meter
  --fault NAME[@30s[-90s]]   a fault, from and until plant seconds after the start; may be repeated
  --json            print the addresses as one JSON object

Faults: ${Object.keys(faults).join(', ')}`

const { values } = readArguments()
if (values.help) {
  console.log(usage)
} else {
  const plant = await startPlant({
    ...port('opcuaPort', values['opcua-port']),
    ...port('modbusPort', values['modbus-port']),
    ...port('mqttPort', values['mqtt-port']),
    seed: number('seed', values.seed),
    speed: number('speed', values.speed),
    dataDir: values.data,
    faults: (values.fault ?? []).map(planned),
    ...(values.user ? { users: Object.fromEntries(values.user.map(user)) } : {}),
    ...(values.energy === undefined ? {} : { energy: number('energy', values.energy) }),
  }).catch((error: Error) => stop(3, `${error.message}: ${error.cause}`))
  // Before the addresses are out: who reads them may stop us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void plant.close().then(() => process.exit(0)))
  console.log(
    values.json
      ? JSON.stringify(plant.addresses)
      : Object.entries(plant.addresses)
          .map((line) => line.join('\t'))
          .join('\n'),
  )
}

function readArguments() {
  const text = (value: string) => ({ type: 'string', default: value }) as const
  try {
    return parseArgs({
      options: {
        'opcua-port': text('14840'),
        'modbus-port': text('15020'),
        'mqtt-port': text('18830'),
        seed: text('1'),
        speed: text('1'),
        data: text(join('.millrace', 'plant')),
        energy: { type: 'string' },
        user: { type: 'string', multiple: true },
        fault: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    return stop(2, error instanceof Error ? error.message : String(error))
  }
}

function port(name: 'opcuaPort' | 'modbusPort' | 'mqttPort', text: string): { [at in typeof name]?: number } {
  return text === 'off' ? {} : { [name]: number(name, text) }
}

function number(name: string, text: string): number {
  const value = Number(text)
  return text !== '' && Number.isFinite(value) && value >= 0 ? value : stop(2, `--${name} wants a number, not "${text}"`)
}

function user(text: string): [string, string] {
  const [name, ...rest] = text.split(':')
  return name && rest.length > 0 ? [name, rest.join(':')] : stop(2, `--user wants NAME:PASS, not "${text}"`)
}

function planned(text: string): Planned {
  const { name = '', at = '0', until } = /^(?<name>[^@]+)(@(?<at>[\d.]+)s?(-(?<until>[\d.]+)s?)?)?$/.exec(text)?.groups ?? {}
  if (!isFault(name))
    return stop(2, `--fault wants NAME, NAME@30s or NAME@30s-90s, not "${text}"; names are ${Object.keys(faults).join(', ')}`)
  return { fault: name, at: Number(at), ...(until === undefined ? {} : { until: Number(until) }) }
}

function stop(code: 2 | 3, why: string): never {
  console.error(why)
  process.exit(code)
}
