/** Runs a worked example and says where the node does something else than it promises. */
import type { Definition, Example, Sample } from '@millrace/flow'
import { Quality } from '@millrace/flow'
import type { Step } from '@millrace/flow/kinds/base.ts'
import type { Came } from './came.ts'
import { sampleFrom, trialOf } from './try.ts'

/** One line for each difference; none where the example holds. */
export const misfits = (definition: Definition, [title, config, ...steps]: Example): readonly string[] => {
  const trial = trialOf(definition, config)
  return steps.flatMap(([input, expected, after], i) => {
    const came = trial.step(input, after)
    return differences(expected, came).map((difference) => `"${title.en}", step ${i + 1}: ${difference}`)
  })
}

const differences = (expected: Step[1], came: Came): readonly string[] => {
  if (expected === null) return came.outputs.size === 0 ? [] : [`nothing should come, but ${[...came.outputs.keys()].join(', ')} did`]
  if (isParts(expected)) return matches(expected, came.parts) ? [] : [`should give the parts ${show(expected)}, not ${show(came.parts)}`]
  if ('refused' in expected || came.refused)
    return expected['refused'] === came.refused?.code
      ? []
      : [`should be refused as ${show(expected['refused'])}, not ${show(came.refused?.code)}`]
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const sample = came.outputs.get(name)
    return sample && sampleMatches(wanted, sample) ? [] : [`${name} should be ${show(wanted)}, not ${show(sample && plain(sample))}`]
  })
}

const isParts = (expected: object): expected is readonly unknown[] => Array.isArray(expected)

const sampleMatches = (wanted: unknown, sample: Sample): boolean => {
  const { value, quality } = sampleFrom(wanted, 0)
  return quality === sample.quality && (value === undefined || matches(value, sample.value))
}

/** Fields that `wanted` doesn't name are not looked at; numbers agree to nine digits. */
const matches = (wanted: unknown, got: unknown): boolean => {
  if (typeof wanted === 'number' && typeof got === 'number')
    return Object.is(wanted, got) || Math.abs(wanted - got) <= 1e-9 * Math.max(1, Math.abs(wanted))
  if (typeof wanted !== 'object' || wanted === null || typeof got !== 'object' || got === null) return wanted === got
  if (Array.isArray(wanted) && (!Array.isArray(got) || wanted.length !== got.length)) return false
  return Object.entries(wanted).every(([field, value]) => matches(value, (got as Record<string, unknown>)[field]))
}

const plain = (sample: Sample) => (sample.quality === Quality.Good ? sample.value : { value: sample.value, quality: sample.quality })

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
