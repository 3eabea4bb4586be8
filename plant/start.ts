/** The factory as one thing that a demo or a test starts, breaks, reads and stops. */
import { openModbus } from './modbus.ts'
import { openMqtt } from './mqtt.ts'
import { openOpcua } from './opcua.ts'
import type { Factory } from './simulation/factory.ts'
import type { Fault } from './simulation/faults.ts'
import type { Speaker } from './speaker.ts'
import { newWorld, type Planned, type World } from './world.ts'

export type PlantOptions = {
  /** A port on 127.0.0.1, 0 for a free one; a protocol whose port is missing stays out. */
  opcuaPort?: number
  modbusPort?: number
  mqttPort?: number
  /** Where certificates are kept from one start to the next. */
  dataDir: string
  seed?: number
  /** Plant seconds per second. */
  speed?: number
  /** OPC UA users and their passwords, besides Anonymous. */
  users?: Readonly<Record<string, string>>
  faults?: readonly Planned[]
  /** The energy meter's first reading in Wh. */
  energy?: number
  /** Time between two telemetry messages on MQTT. */
  publishMs?: number
}

export type Plant = {
  /** By protocol, for those that were asked for; they stay the same across a link loss. */
  addresses: { opcua?: string; modbus?: string; mqtt?: string }
  /** Resolves when the fault is there; for `link.…` when the server is gone or back. */
  fault(name: Fault, on: boolean): Promise<void>
  activeFaults(): Fault[]
  read(): Factory
  close(): Promise<void>
}

const defaultUsers = { engineer: 'boiler-house' } as const

const protocols = ['opcua', 'modbus', 'mqtt'] as const

type Protocol = (typeof protocols)[number]

export async function startPlant(options: PlantOptions): Promise<Plant> {
  const { seed = 1, speed = 1, users = defaultUsers, publishMs = 1000, dataDir, faults = [], energy } = options
  const world = newWorld({ seed, speed, planned: faults, ...(energy === undefined ? {} : { energy }) })
  const links = newLinks(world, options, {
    opcua: (port) => openOpcua(world, { port, dataDir, users }),
    modbus: (port) => openModbus(world, { port }),
    mqtt: (port) => openMqtt(world, { port, publishMs }),
  })
  try {
    await links.settle()
  } catch (cause) {
    world.stop()
    await links.close()
    throw new Error('starting the plant', { cause })
  }
  const unlisten = world.listen(() => {
    links.settle().then(
      () => {
        told = ''
      },
      (error: unknown) => tell(String(error)),
    )
  })
  let told = ''
  /** A server that cannot come back is tried again at every round, and told of once. */
  const tell = (why: string) => {
    if (why !== told) console.error(JSON.stringify({ level: 'error', what: 'a server of the plant does not come back', why }))
    told = why
  }
  return {
    addresses: links.addresses,
    async fault(name, on) {
      world.fault(name, on)
      await links.settle()
    },
    activeFaults: () => [...world.faults()],
    read: world.state,
    async close() {
      unlisten()
      world.stop()
      await links.close()
    },
  }
}

type Open = Record<Protocol, (port: number) => Promise<Speaker>>

/** Takes servers away and brings them back at the same port, as the `link.…` faults say. */
function newLinks(world: World, options: PlantOptions, open: Open) {
  const addresses: Plant['addresses'] = {}
  const speaking = new Map<Protocol, Speaker>()
  const asked = protocols.filter((protocol) => options[`${protocol}Port`] !== undefined)
  const isDown = (protocol: Protocol) => world.faults().has(`link.${protocol}`)
  let turn = Promise.resolve()

  const follow = async (protocol: Protocol) => {
    const speaker = speaking.get(protocol)
    if (speaker && isDown(protocol)) {
      speaking.delete(protocol)
      await speaker.close()
    } else if (!speaker && !isDown(protocol)) {
      const known = addresses[protocol]
      const opened = await open[protocol](known ? Number(new URL(known).port) : (options[`${protocol}Port`] ?? 0))
      addresses[protocol] = opened.address
      speaking.set(protocol, opened)
    }
  }
  return {
    addresses,
    /** One change at a time; a failed one does not hold up the next. */
    settle(): Promise<void> {
      if (asked.every((protocol) => speaking.has(protocol) !== isDown(protocol))) return turn
      const next = turn.then(async () => {
        await Promise.all(asked.map(follow))
      })
      turn = next.catch(() => undefined)
      return next
    },
    async close() {
      await turn
      await Promise.all([...speaking.values()].map((speaker) => speaker.close()))
      speaking.clear()
    },
  }
}
