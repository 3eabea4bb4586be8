/** Reads a text file line by line, and goes on as it grows. */
import { open as openFile, stat } from 'node:fs/promises'
import { duration, type Outside, source, text, z } from '@millrace/flow'
import { repeat } from '../repeat.ts'
import { fileField, lineEncodingField } from './column.ts'
import { splitter } from './split-lines.ts'

export default source({
  title: { en: 'Lines of a file', zh: '文件逐行' },
  doc: {
    en: 'Gives each line of a text file, and then those that are added to it, such as a machine’s log. A file that was replaced or cut short is read from its beginning.',
    zh: '逐行输出文本文件的内容,并持续输出新增行(例如设备日志)。文件被替换或截断时从头读取。',
  },
  version: 1,
  config: z.object({
    file: fileField(),
    from: z
      .enum(['start', 'end'])
      .default('start')
      .meta({
        label: { en: 'Begin at', zh: '起始位置' },
        choices: { start: { en: 'The beginning', zh: '文件开头' }, end: { en: 'What is added from now on', zh: '仅新增内容' } },
      }),
    every: duration('1 s').meta({ label: { en: 'Look every', zh: '检查周期' } }),
    encoding: lineEncodingField(),
  }),
  out: { line: text({ event: true }) },
  ingress: 'exactly-once',
  overflow: 'block',

  async open({ file, from, every, encoding }, outside: Outside) {
    const path = outside.file(file)
    const begun = await stat(path)
    let at = from === 'end' ? begun.size : 0
    let which = begun.ino
    let split = splitter(encoding, at)

    const look = async () => {
      const now = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
      // Being replaced right now.
      if (!now) return
      const { ino, size } = now
      if (ino !== which || size < at) {
        which = ino
        at = 0
        split = splitter(encoding, 0)
      }
      if (size === at) return
      const handle = await openFile(path)
      try {
        for await (const bytes of handle.createReadStream({ start: at, autoClose: false, signal: outside.signal })) {
          at += bytes.length
          const lines = split(bytes)
          if (lines.dropped > 0) outside.trouble(`${lines.dropped} bytes of a line over 1 MiB were left out`)
          await Promise.all(
            lines.whole.map(({ line, offset }) => outside.emit({ rows: [{ ports: { line } }], origin: `${file}@${which}:${offset}` })),
          )
        }
      } finally {
        await handle.close()
      }
    }
    return repeat(every, outside, look)
  },

  examples: [
    [
      { en: 'a machine’s log', zh: '设备日志' },
      { file: 'press7.log', from: 'end' },
    ],
  ],
})
