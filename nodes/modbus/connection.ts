/** A Modbus device, or a line with several. */
import { connection, duration, type Outcome, type Write, z } from '@millrace/flow'
import { encode } from './codec.ts'
import { exceptionCode, type Link, openLink } from './link.ts'
import { Format, unitId } from './tag.ts'

const config = z
  .object({
    over: z
      .enum(['tcp', 'rtu', 'rtu-over-tcp'])
      .default('tcp')
      .meta({
        label: { en: 'Over', zh: '方式' },
        choices: {
          tcp: { en: 'Modbus TCP', zh: 'Modbus TCP' },
          rtu: { en: 'Modbus RTU on a serial port', zh: '串口 Modbus RTU' },
          'rtu-over-tcp': { en: 'Modbus RTU through a serial device server', zh: '经串口服务器的 Modbus RTU' },
        },
      }),
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .meta({ label: { en: 'Host', zh: '主机' } }),
    port: z
      .number()
      .int()
      .min(1)
      .max(65535)
      .default(502)
      .meta({ label: { en: 'Port', zh: '端口' } }),
    path: z
      .string()
      .default('')
      .meta({ label: { en: 'Serial port', zh: '串口' }, help: { en: '/dev/ttyUSB0, COM3', zh: '例如 /dev/ttyUSB0、COM3' } }),
    baudRate: z
      .number()
      .int()
      .min(300)
      .max(4_000_000)
      .default(9600)
      .meta({ label: { en: 'Baud rate', zh: '波特率' } }),
    parity: z
      .enum(['none', 'even', 'odd'])
      .default('none')
      .meta({ label: { en: 'Parity', zh: '校验' } }),
    dataBits: z
      .union([z.literal(7), z.literal(8)])
      .default(8)
      .meta({ label: { en: 'Data bits', zh: '数据位' } }),
    stopBits: z
      .union([z.literal(1), z.literal(2)])
      .default(1)
      .meta({ label: { en: 'Stop bits', zh: '停止位' } }),
    unitId: unitId().default(1),
    timeout: duration('2 s').meta({ label: { en: 'Longest wait for an answer', zh: '应答超时' } }),
    pause: duration('0 ms').meta({
      label: { en: 'Pause between requests', zh: '请求间隔' },
      help: { en: 'Slow devices need one.', zh: '部分慢速设备需要设置。' },
    }),
  })
  .refine(({ over, path }) => over !== 'rtu' || path !== '', { path: ['path'], message: 'the serial port is missing' })

export default connection({
  title: { en: 'Modbus', zh: 'Modbus' },
  doc: {
    en: 'A device that speaks Modbus TCP or RTU, or a serial line with several of them: a node may name another unit id.',
    zh: '使用 Modbus TCP 或 RTU 的设备;串行总线上有多台设备时,节点可另行指定从站号。',
  },
  version: 1,
  config,
  equipment: 'always',

  open: ({ over, host, port, path, baudRate, parity, dataBits, stopBits, unitId, timeout, pause }, connecting): Promise<Link> =>
    openLink(
      over === 'rtu' ? { over, path, baudRate, parity, dataBits, stopBits } : { over, host, port },
      { unitId, timeout, pause },
      connecting,
    ),

  close: (link) => link.close(),

  /** Any answer will do, a refusal too. */
  async test({ read, unitId }) {
    await read(unitId, 'holding', 0, 1).catch((error: unknown) => {
      if (exceptionCode(error) === undefined) throw error
    })
    return `unit ${unitId} answers`
  },

  async write(link, writes) {
    const outcomes: Outcome[] = []
    for (const write of writes) outcomes.push(await outcomeOf(link, write))
    return outcomes
  },
})

/** `holding/100`, `coil/3`, one bit `holding/100.5`, another device `7/holding/100`: what an allow-list names. */
export const writeTag = (to: { unitId?: number | undefined; table: string; address: number; bit?: number | undefined }): string =>
  `${to.unitId === undefined ? '' : `${to.unitId}/`}${to.table}/${to.address}${to.bit === undefined ? '' : `.${to.bit}`}`

const place = /^(?:(\d+)\/)?(holding|coil)\/(\d+)(?:\.(\d+))?$/

const outcomeOf = async (link: Link, { tag, value, options }: Write): Promise<Outcome> => {
  const [, unit, table, address, bit] = place.exec(tag) ?? []
  if (address === undefined) return { refused: `${tag} is no place that can be written: holding/ADDRESS or coil/ADDRESS` }
  try {
    await put(link, { unit: unit === undefined ? link.unitId : Number(unit), table, address: Number(address), bit }, value, options)
    return 'taken'
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    // 5 acknowledge and 6 busy: nothing was carried out, it may be asked again.
    return exceptionCode(error) === 6 ? { retry: says } : { refused: says }
  }
}

type Place = { unit: number; table: string | undefined; address: number; bit: string | undefined }

const put = (link: Link, { unit, table, address, bit }: Place, value: unknown, options: Write['options']): Promise<void> => {
  if (table === 'coil' || bit !== undefined) {
    if (typeof value !== 'boolean') throw new Error(`${String(value)} is not a boolean`)
    return table === 'coil' ? link.writeCoil(unit, address, value) : link.writeBit(unit, address, Number(bit), value)
  }
  return link.writeRegisters(unit, address, encode(value, Format.parse(options)))
}
