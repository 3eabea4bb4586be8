/** Where nodes stand on the canvas; null leaves it to the layout. */
import { badName, type Doer, noNode } from './done.ts'
import type { At } from './draft.ts'

export const move: Doer<'move'> = (draft, { to }) => {
  const from: Record<string, At | null> = {}
  for (const [name, at] of Object.entries(to)) {
    const bad = badName(name, false) ?? (draft.node(name) === undefined ? noNode(name) : undefined)
    if (bad) return bad
    from[name] = draft.place(name) ?? null
    draft.setPlace(name, at ?? undefined)
  }
  return { inverse: [{ do: 'move', to: from }] }
}
