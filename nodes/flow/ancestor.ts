/** Which ancestor of an asset path is meant: so many levels up, or a named one. */
import { z } from '@millrace/flow'

export const ancestorFields = {
  up: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .meta({ label: { en: 'Levels up', zh: '上溯层数' } }),
  to: z
    .string()
    .max(400)
    .optional()
    .meta({
      label: { en: 'Or this asset', zh: '或指定对象' },
      help: { en: 'An asset path; the whole plant where it is empty text.', zh: '对象路径;空文本表示全厂。' },
      widget: 'key',
    }),
}

/** undefined where the key is not below it. */
export const ancestorOf = ({ up, to }: { readonly up: number; readonly to?: string | undefined }, key: string): string | undefined => {
  if (key === '') return undefined
  if (to !== undefined) return to === '' || key.startsWith(`${to}/`) ? to : undefined
  const path = key.split('/')
  return path.length < up ? undefined : path.slice(0, path.length - up).join('/')
}
