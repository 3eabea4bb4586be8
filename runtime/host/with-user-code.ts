/** A library whose user-written nodes have a behaviour: only ever made inside the child process. */
import type { Definition, Library } from '@millrace/flow/definition.ts'
import type { At } from '@millrace/flow/kinds/at.ts'
import { compileUserCode, type UserFunction } from './user-code.ts'

interface State {
  json: string
}

export const withUserCode = (library: Library, tickMs: number): Library => ({
  ...library,
  nodes: new Map(
    [...library.nodes].map(([is, definition]) => [
      is,
      definition.userCode && definition.kind === 'fold' ? filled(definition, tickMs) : definition,
    ]),
  ),
})

const filled = (definition: Extract<Definition, { kind: 'fold' }>, tickMs: number): Definition => {
  const compiled = new Map<string, UserFunction>()
  const functionOf = (code: string): UserFunction => {
    const known = compiled.get(code)
    if (known) return known
    const made = compileUserCode(code, tickMs)
    compiled.set(code, made)
    return made
  }
  return {
    ...definition,
    fold(config: Readonly<Record<string, unknown>>, inputs: Readonly<Record<string, unknown>>, state: unknown, at: At) {
      const own = state as State
      const { out, state: next } = functionOf(String(config.code))(inputs, own.json, at, seedOf(at))
      own.json = next
      return out
    },
  }
}

/** The same in every replay: from journal time and key alone. */
const seedOf = ({ now, key }: At): number => {
  let hash = 2_166_136_261 ^ now
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16_777_619)
  return hash | 0
}
