/** How soon a person has to act (ISA-18.2). */
import { z } from '@millrace/flow'

export const priority = () =>
  z
    .enum(['low', 'medium', 'high', 'critical'])
    .default('medium')
    .meta({
      label: { en: 'Priority', zh: '优先级' },
      choices: {
        low: { en: 'low', zh: '低' },
        medium: { en: 'medium', zh: '中' },
        high: { en: 'high', zh: '高' },
        critical: { en: 'critical', zh: '紧急' },
      },
    })
