/** Plays the rows of a CSV file into a flow. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type Open, type Outside, portsFor, type Row, source, z } from '@millrace/flow'
import type { Info } from 'csv-parse'
import { isZone } from '../flow/zone.ts'
import { readCell } from './cell.ts'
import { Column, columnPort, encodingField, fileField } from './column.ts'
import { pacer } from './pacer.ts'
import { readTime } from './time-stamp.ts'

const heading = (en: string, zh: string) =>
  z
    .string()
    .max(400)
    .default('')
    .meta({ label: { en, zh }, help: { en: 'Empty for none.', zh: '留空表示没有。' } })

const config = z.object({
  file: fileField(),
  columns: z
    .array(Column)
    .min(1)
    .max(5_000)
    .meta({ label: { en: 'Columns', zh: '列' }, widget: 'table' }),
  time: heading('Heading of the time', '时间列表头'),
  zone: z
    .string()
    .default('UTC')
    .refine(isZone, 'a time zone such as Europe/Berlin')
    .meta({ label: { en: 'Time zone of times without one', zh: '未注明时区的时间所属时区' } }),
  key: heading('Heading of the asset', '资产列表头'),
  delimiter: z
    .enum([',', ';', '\t'])
    .default(',')
    .meta({ label: { en: 'Between columns', zh: '列分隔符' } }),
  decimal: z
    .enum(['.', ','])
    .default('.')
    .meta({ label: { en: 'Decimal sign', zh: '小数点' } }),
  encoding: encodingField(),
  pace: z
    .enum(['fast', 'recorded'])
    .default('fast')
    .meta({
      label: { en: 'Pace', zh: '速度' },
      choices: { fast: { en: 'As fast as it goes', zh: '尽快' }, recorded: { en: 'As it was recorded', zh: '按记录时间' } },
    }),
  speed: z
    .number()
    .positive()
    .max(1e6)
    .default(1)
    .meta({ label: { en: 'Times as fast as recorded', zh: '相对记录的倍速' } }),
})

export default source({
  title: { en: 'Read CSV', zh: '读取 CSV' },
  doc: {
    en: 'Plays a CSV file with headings, such as a historian’s export: a row becomes a sample of each column, with the row’s own time and asset. Empty cells are left out, those that cannot be read are Bad.',
    zh: '播放带表头的 CSV 文件(例如历史数据导出):每行成为各列的样本,带该行的时间和资产。空单元格跳过,无法解析的为 Bad。',
  },
  version: 1,
  config,
  out: {},
  moreOut: [portsFor('columns', '{name}', columnPort())],
  ingress: 'exactly-once',
  overflow: 'block',

  async open(config, outside: Outside): Promise<Open> {
    const path = outside.file(config.file)
    const { mtimeMs, size } = await stat(path)
    const playing = play(path, config, outside, `${config.file}@${Math.round(mtimeMs)}-${size}`).catch((error: unknown) => {
      if (!outside.signal.aborted) outside.lost(error instanceof Error ? error : new Error(String(error)))
    })
    return { close: () => playing }
  },

  examples: [
    [
      { en: 'a historian’s export', zh: '历史数据导出' },
      {
        file: 'history.csv',
        time: 'time',
        zone: 'Asia/Shanghai',
        pace: 'recorded',
        speed: 60,
        columns: [{ name: 'temperature', type: 'number', unit: '°C', heading: 'TI101.PV' }],
      },
    ],
  ],
})

type Config = z.output<typeof config>

/** So many rows may be on their way into the journal at once. */
const ahead = 500

const play = async (path: string, config: Config, outside: Outside, origin: string): Promise<void> => {
  const { parse } = await import('csv-parse')
  const parser = parse({
    columns: true,
    info: true,
    bom: true,
    delimiter: config.delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1 << 20,
  })
  const take = async (rows: AsyncIterable<Parsed>) => {
    const wait = config.pace === 'recorded' ? pacer(config.speed, outside.signal) : undefined
    let going: Promise<void>[] = []
    for await (const { record, info } of rows) {
      const row = rowOf(record, config)
      if (row === undefined) {
        outside.trouble(`line ${info.lines}: ${JSON.stringify(record[config.time] ?? '')} is no time`)
        continue
      }
      if (row.time !== undefined) await wait?.(row.time)
      going.push(outside.emit({ rows: [row], origin: `${origin}:${info.records}` }))
      if (going.length < ahead && !wait) continue
      await Promise.all(going)
      going = []
    }
    await Promise.all(going)
  }
  await pipeline(createReadStream(path), (bytes: AsyncIterable<Buffer>) => decoded(bytes, config.encoding), parser, take, {
    signal: outside.signal,
  })
}

interface Parsed {
  readonly record: Readonly<{ [heading: string]: string | undefined }>
  readonly info: Info
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const some of bytes) yield decoder.decode(some, { stream: true })
  yield decoder.decode()
}

/** undefined where the row has no time though the file should. */
const rowOf = (record: Parsed['record'], { columns, time, zone, key, decimal }: Config): Row | undefined => {
  const stamp = time === '' ? undefined : readTime(record[time] ?? '', zone)
  if (time !== '' && stamp === undefined) return undefined
  const ports: { [name: string]: unknown } = {}
  for (const { name, heading = name, type } of columns) {
    const value = readCell(record[heading], type, decimal)
    if (value !== undefined) ports[name] = value
  }
  return { key: key === '' ? '' : (record[key] ?? '').trim(), ports, ...(stamp !== undefined && { time: stamp }) }
}
