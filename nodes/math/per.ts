/** The time that a rate or an integral counts in. */
import { z } from '@millrace/flow'

export const perMs = { s: 1_000, min: 60_000, h: 3_600_000 } as const

export const per = (initial: keyof typeof perMs) =>
  z
    .enum(['s', 'min', 'h'])
    .default(initial)
    .meta({
      label: { en: 'Per', zh: '每' },
      choices: { s: { en: 'second', zh: '秒' }, min: { en: 'minute', zh: '分钟' }, h: { en: 'hour', zh: '小时' } },
    })
