/** A config field whose text becomes the name of a port: a tag, a column. */
import { z } from '@millrace/flow'
import { isName } from '@millrace/flow/name.ts'

export const portName = () =>
  z
    .string()
    .min(1)
    .max(100)
    .refine(isName, 'letters, digits, _ and -')
    .meta({ label: { en: 'Name', zh: '名称' }, help: { en: 'The output has this name.', zh: '输出端口以此命名。' } })
