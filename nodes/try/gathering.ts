/** Tries a gather: what arrives is written under the child's key, and the last ancestor's outputs are what comes. */
import type { Definition } from '@millrace/flow'
import type { Child } from '@millrace/flow/kinds/gather.ts'
import { type Named, newest, type Runner, type Samples, settled, type Values, worstOf } from './came.ts'

export const gathering = (definition: Extract<Definition, { kind: 'gather' }>, config: Values, outs: Named): Runner => {
  const groups = new Map<string, Map<string, Child>>()
  return {
    take(arrived, now) {
      let outputs: Samples = new Map()
      const touched = new Map<string, Map<string, Child>>()
      for (const [key, sample] of arrived) {
        const to = definition.to(config, key)
        if (to === undefined) continue
        const group = groups.get(to) ?? new Map<string, Child>()
        groups.set(to, group.set(key, { key, sample }))
        touched.set(to, group)
      }
      for (const [key, group] of touched) {
        const samples = [...group.values()].map((child) => child.sample)
        const at = { now, time: newest(samples, now), key, quality: worstOf(samples), arrived: () => true, wake: () => undefined }
        outputs = settled(definition, outs, definition.gather(config, [...group.values()], at), at)
      }
      return { outputs }
    },
  }
}
