/** Cuts an expression into its tokens. */
import { ExpressionFault } from './fault.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
  /** 1-based. */
  readonly column: number
}

const most = 1_000

const pattern =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{M}\p{N}_]*)|(?<sign><=|>=|!=|==|[-+*/%^<>=(),]))/uy

export const tokensOf = (text: string): readonly Token[] => {
  if (text.length > most)
    throw new ExpressionFault(most + 1, { en: `an expression has at most ${most} characters`, zh: `表达式最多 ${most} 个字符` })
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    if (!groups) break
    at = pattern.lastIndex
    for (const kind of ['number', 'name', 'sign'] as const) {
      const part = groups[kind]
      if (part !== undefined) tokens.push({ kind, text: part, column: at - part.length + 1 })
    }
  }
  const rest = text.slice(at).trimStart()
  const column = text.length - rest.length + 1
  if (rest !== '') {
    const [sign] = rest
    throw new ExpressionFault(column, { en: `"${sign}" has no meaning here`, zh: `"${sign}" 在此处没有意义` })
  }
  return [...tokens, { kind: 'end', text: '', column }]
}
