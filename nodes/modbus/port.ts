/** The socket or serial port below a Modbus link. */
import { createConnection, type Socket } from 'node:net'
import type { default as ModbusSerial } from 'modbus-serial'

export type Driver = InstanceType<typeof ModbusSerial.default>

interface SocketWay {
  readonly over: 'tcp' | 'rtu-over-tcp'
  readonly host: string
  readonly port: number
}

interface SerialWay {
  readonly over: 'rtu'
  readonly path: string
  readonly baudRate: number
  readonly parity: 'none' | 'even' | 'odd'
  readonly dataBits: 7 | 8
  readonly stopBits: 1 | 2
}

export type Way = SocketWay | SerialWay

export interface Port {
  on(event: 'close', gone: () => void): unknown
  end(): Promise<void>
}

export const openPort = (modbus: Driver, way: Way, timeout: number): Promise<Port> =>
  way.over === 'rtu' ? openSerial(modbus, way) : openSocket(modbus, way, timeout)

/** The socket is ours: the driver's own says nothing when a peer resets the connection, and never ends an attempt to connect. */
const openSocket = async (modbus: Driver, way: SocketWay, timeout: number): Promise<Port> => {
  const socket = await connected(way.host, way.port, timeout)
  if (way.over === 'tcp') await modbus.linkTCP(socket, { port: way.port })
  else await modbus.linkTelnet(socket, { port: way.port })
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return {
    on: (event, gone) => socket.on(event, gone),
    end: () => {
      socket.destroy()
      return ended
    },
  }
}

const connected = (host: string, port: number, timeout: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, keepAlive: true, keepAliveInitialDelay: 10_000 })
    const late = setTimeout(() => socket.destroy(new Error(`no connection within ${timeout} ms`)), timeout)
    socket.once('error', reject)
    socket.once('close', () => clearTimeout(late))
    socket.once('connect', () => {
      clearTimeout(late)
      socket.off('error', reject)
      resolve(socket)
    })
  })

const openSerial = async (modbus: Driver, { path, baudRate, parity, dataBits, stopBits }: SerialWay): Promise<Port> => {
  await modbus.connectRTUBuffered(path, { baudRate, parity, dataBits, stopBits })
  return {
    on: (event, gone) => modbus.on(event, gone),
    end: () => new Promise((resolve) => (modbus.isOpen ? modbus.close(() => resolve()) : resolve())),
  }
}
