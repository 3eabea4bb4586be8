/** Passes one of two. */
import { any, boolean, isBad, map, Quality, sample, z } from '@millrace/flow'
export default map({
  title: { en: 'Select', zh: '选择' },
  doc: { en: 's', zh: 's' },
  version: 1,
  config: z.object({}),
  in: { when: boolean(), yes: any('T', { optional: true }), no: any('T', { optional: true }) },
  out: { value: any('T') },
  judges: true,
  map(_c, { when, yes, no }) {
    if (isBad(when.quality)) return { value: sample(undefined, Quality.Bad) }
    return { value: when.value ? yes : no }
  },
  examples: [],
})
