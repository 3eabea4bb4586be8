/** What changed at one node that both documents have. */
import type { Node } from '../document.ts'
import { became, type Change, change } from './change.ts'
import { entries, fields } from './fields.ts'

export const nodeChanges = (name: string, from: Node, to: Node): readonly Change[] => {
  const kind = { en: `${name}: ${from.is} becomes ${to.is}`, zh: `${name}:由 ${from.is} 变为 ${to.is}` }
  return [
    ...(from.is === to.is ? [] : [change('node-kind', `${name}.is`, from.is, to.is, kind, name)]),
    ...fields(from.config ?? {}, to.config ?? {}).map(({ path, from: before, to: after }) => {
      const field = path.length > 0 ? path.join('.') : 'config'
      return change('config', [name, 'config', ...path].join('.'), before, after, became(`${name}, ${field}`, before, after), name)
    }),
    ...entries(from.in, to.in).flatMap(([input, before, after]) =>
      fields(before, after).length === 0
        ? []
        : [change('input', `${name}.in.${input}`, before, after, became(`${name}, ${input}`, before, after), name)],
    ),
    ...(from.says === to.says ? [] : [change('says', `${name}.says`, from.says, to.says, became(name, from.says, to.says), name)]),
  ]
}
