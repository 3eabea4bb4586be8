/** A config field that says how many inputs a node has: `in1`, `in2` … */
import { z } from '@millrace/flow'

export const howMany = (initial = 2, least = 2) =>
  z
    .number()
    .int()
    .min(least)
    .max(64)
    .default(initial)
    .meta({ label: { en: 'How many inputs', zh: '输入数' } })
