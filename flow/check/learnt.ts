/** Config fields that are left to the wire: a unit that nobody wrote is the one that comes in. */
import type { NodeSpec } from '../catalogue.ts'
import { fault } from '../fault.ts'
import { fieldsOf } from '../schema.ts'
import type { Json } from '../type.ts'
import type { Project } from './config.ts'
import { configWords } from './config-words.ts'
import type { Flat } from './flatten.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'
import type { Typed } from './typing.ts'

type Config = Readonly<Record<string, Json>>

const learnt = (spec: NodeSpec, config: Config, typed: Typed): Config => {
  const more: Record<string, Json> = {}
  for (const [name, field] of Object.entries(fieldsOf(spec.config))) {
    const input = field['x-unitOf']
    if (typeof input !== 'string' || config[name] !== undefined) continue
    const type = typed.in.find((one) => one.name === input)?.type
    if (type?.type === 'number' && type.unit !== undefined) more[name] = type.unit
  }
  return Object.keys(more).length === 0 ? config : { ...config, ...more }
}

/** The configs of all flat nodes with what their wires teach them, by index; told where the two don't go together. */
export const learnAll = (
  flat: Flat,
  known: Known,
  typed: readonly (Typed | undefined)[],
  { catalogue }: Project,
  found: Found,
): readonly Config[] =>
  flat.nodes.map((node, i) => {
    const [read, its] = [known.nodes[i], typed[i]]
    if (!read || !its) return node.config
    const config = learnt(read.spec, node.config, its)
    if (config === node.config || !read.good) return config
    for (const issue of catalogue.configIssues(node.is, { ...read.plain, ...config })) {
      found.add(node.rank, fault('config', [node.name, 'config', ...issue.path].join('.'), { why: configWords(issue, undefined) }))
    }
    return config
  })
