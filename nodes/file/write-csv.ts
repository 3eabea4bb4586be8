/** Adds rows to a CSV file. */
import { type Outside, portsFor, qualityName, sink, z } from '@millrace/flow'
import { appending } from './append.ts'
import { writeRow } from './cell.ts'
import { Column, columnPort, fileField } from './column.ts'

const extra = (initial: string, en: string, zh: string) =>
  z
    .string()
    .max(100)
    .default(initial)
    .meta({ label: { en, zh }, help: { en: 'Empty for none.', zh: '留空则不写入。' } })

export default sink({
  title: { en: 'Write CSV', zh: '写入 CSV' },
  doc: {
    en: 'Adds a row to a CSV file whenever a value arrives, with its time, asset and quality. A file that has grown too large is set aside and a new one begun.',
    zh: '有值到达时向 CSV 文件追加一行,包含时间、资产和质量。文件过大时另存旧文件并新建。',
  },
  version: 1,
  config: z.object({
    file: fileField(),
    columns: z
      .array(Column)
      .min(1)
      .max(1_000)
      .meta({ label: { en: 'Columns', zh: '列' }, widget: 'table' }),
    time: extra('time', 'Heading of the time', '时间列表头'),
    key: extra('asset', 'Heading of the asset', '资产列表头'),
    quality: extra('quality', 'Heading of the quality', '质量列表头'),
    id: extra('', 'Heading of what names a row once', '唯一标识列表头'),
    maxSize: z
      .number()
      .positive()
      .max(10_000)
      .default(10)
      .meta({ label: { en: 'Largest file', zh: '单个文件上限' }, unit: 'MB' }),
    keep: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(10)
      .meta({ label: { en: 'Older files kept', zh: '保留的旧文件数' } }),
  }),
  in: {},
  moreIn: [portsFor('columns', '{name}', columnPort())],

  async open({ file, columns, time, key, quality, id, maxSize, keep }, outside: Outside) {
    const wanted = [id, time, key, quality].map((heading) => heading !== '')
    const lead = (cells: readonly unknown[]) => cells.filter((_, i) => wanted[i])
    const head = writeRow([...lead([id, time, key, quality]), ...columns.map(({ name, heading = name }) => heading)])
    const { append, close } = await appending(outside.file(file), { maxBytes: maxSize * 1e6, keep, head })
    return {
      async send(batch) {
        const rows = batch.map((item) =>
          writeRow([
            ...lead([item.id, new Date(item.time).toISOString(), item.key, qualityName(item.quality)]),
            ...columns.map(({ name }) => item.in[name]),
          ]),
        )
        await append(rows.join(''))
        return batch.map(() => 'taken')
      },
      close,
    }
  },

  examples: [
    [
      { en: 'a shift log', zh: '班次日志' },
      { file: 'shift.csv', columns: [{ name: 'temperature', type: 'number' }], maxSize: 5 },
    ],
  ],
})
