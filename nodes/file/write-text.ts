/** Writes a text into a file. */
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Outside, sink, text, z } from '@millrace/flow'
import { appending } from './append.ts'
import { fileField } from './column.ts'

export default sink({
  title: { en: 'Write text', zh: '写入文本' },
  doc: {
    en: 'Puts a text into a file: in place of what was there, or as a line below it.',
    zh: '将文本写入文件:替换原内容,或作为新行追加。',
  },
  version: 1,
  config: z.object({
    file: fileField(),
    how: z
      .enum(['replace', 'append'])
      .default('replace')
      .meta({
        label: { en: 'How', zh: '方式' },
        choices: { replace: { en: 'In place of what was there', zh: '替换原内容' }, append: { en: 'As a line below it', zh: '追加一行' } },
      }),
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
  in: { text: text() },
  skipBad: true,

  async open({ file, how, maxSize, keep }, outside: Outside) {
    const path = outside.file(file)
    if (how === 'append') {
      const { append, close } = await appending(path, { maxBytes: maxSize * 1e6, keep })
      return {
        async send(batch) {
          await append(batch.map((item) => `${item.in['text']}\n`).join(''))
          return batch.map(() => 'taken')
        },
        close,
      }
    }
    await mkdir(dirname(path), { recursive: true })
    return {
      async send(batch) {
        await replace(path, String(batch.at(-1)?.in['text'] ?? ''))
        return batch.map(() => 'taken')
      },
      close: () => undefined,
    }
  },

  examples: [[{ en: 'a status page', zh: '状态页' }, { file: 'status.txt' }]],
})

/** Readers see the old text or the new one, never half of it. */
const replace = async (path: string, content: string): Promise<void> => {
  const aside = `${path}.new`
  const file = await open(aside, 'w')
  try {
    await file.writeFile(content)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}
