/** Names that can't be, names that are the same, and places that name what isn't there. */
import type { FlowDocument } from '../document.ts'
import { readDuration } from '../duration.ts'
import { fault } from '../fault.ts'
import { isName } from '../name.ts'
import { type Found, rank } from './found.ts'

export const checkNames = (document: FlowDocument, found: Found): void => {
  const { nodes, inputs, outputs, parameters, groups, layout, keys } = document
  Object.keys(nodes).forEach((name, i) => {
    if (!isName(name)) found.add(i, fault('bad-name', name, { name }))
    const was = nodes[name]?.was
    if (was !== undefined && !isName(was)) found.add(i, fault('bad-name', `${name}.was`, { name: was }))
  })
  twice(Object.keys(nodes), (name) => name, found)
  twice(Object.keys(parameters ?? {}), (name) => `parameters.${name}`, found)
  for (const [place, names] of Object.entries({ inputs, outputs })) {
    for (const name of Object.keys(names ?? {})) if (!isName(name)) found.add(rank.before, fault('bad-name', `${place}.${name}`, { name }))
    twice(Object.keys(names ?? {}), (name) => `${place}.${name}`, found)
  }
  if (keys?.forgetAfter !== undefined && readDuration(keys.forgetAfter) === undefined) {
    const why = { en: `"${keys.forgetAfter}" is not a duration such as 30 d`, zh: `"${keys.forgetAfter}" 不是有效时长(如 30 d)` }
    found.add(rank.before, fault('option', 'keys.forgetAfter', { why }))
  }
  const strangers = (place: string, names: readonly string[]) => {
    for (const node of names) if (!Object.hasOwn(nodes, node)) found.add(rank.last, fault('layout-nowhere', `${place}.${node}`, { node }))
  }
  for (const [name, group] of Object.entries(groups ?? {})) strangers(`groups.${name}`, group.nodes ?? [])
  strangers('layout', Object.keys(layout ?? {}))
}

const twice = (names: readonly string[], at: (name: string) => string, found: Found): void => {
  const seen = new Map<string, string>()
  for (const name of names) {
    const same = name.normalize('NFC')
    const other = seen.get(same)
    if (other !== undefined) found.add(rank.before, fault('same-name', at(name), { name, other }))
    seen.set(same, name)
  }
}
