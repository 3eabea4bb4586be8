/** A config field that says how far a counter counts. */
import { z } from '@millrace/flow'

export const rollover = () =>
  z
    .number()
    .positive()
    .optional()
    .meta({
      label: { en: 'The counter runs over at', zh: '计数器溢出值' },
      help: {
        en: '65536 for 16 bits; a fall that is no overflow is a reset to zero.',
        zh: '16 位计数器为 65536;不属于溢出的下降视为清零。',
      },
    })
