/** Sends samples on under another asset's key. */
import { any, Refusal, spread, text, z } from '@millrace/flow'

export default spread({
  title: { en: 'Change key', zh: '改变对象' },
  doc: {
    en: 'Sends samples on under another key, made from parts of the present one and from text that comes in.',
    zh: '以另一对象路径继续转发样本,路径可由当前路径的各段和输入文本组成。',
  },
  version: 1,
  config: z.object({
    key: z
      .string()
      .max(400)
      .default('{key}/{name}')
      .meta({
        label: { en: 'New key', zh: '新路径' },
        widget: 'key',
        help: {
          en: '{key} stands for the present key, {1}, {2} … for its parts, {name} for the text that comes in.',
          zh: '{key} 为当前路径,{1}、{2} … 为其各段,{name} 为输入文本。',
        },
      }),
  }),
  in: { value: any('T'), name: text({ optional: true }) },
  out: { value: any('T') },
  passesBad: true,

  spread({ key }, { value, name }, at) {
    const parts = at.key.split('/')
    const made = key
      .replace(/\{(\w+)\}/g, (_place, word: string) =>
        word === 'key' ? at.key : word === 'name' ? (name ?? '') : (parts[Number(word) - 1] ?? ''),
      )
      .replace(/^\//, '')
    if (made.length > 400 || (made !== '' && made.split('/').some((part) => part.trim() === '')))
      throw new Refusal('bad-key', { en: `"${made.slice(0, 80)}" is not an asset path`, zh: `"${made.slice(0, 80)}" 不是对象路径` })
    return [{ key: made, out: { value } }]
  },

  examples: [
    [
      { en: 'by the name in the message', zh: '按消息中的名称' },
      { key: 'plant1/boilers/{name}' },
      [{ value: 80, name: 'b3' }, [{ key: 'plant1/boilers/b3', out: { value: 80 } }]],
      [{ name: '' }, { refused: 'bad-key' }],
    ],
  ],
})
