/** Every text that a person reads is in both languages, and none stands in the code. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseSync, Visitor } from 'vite'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

const flat = (texts: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === 'string' ? [[path + name, text] as const] : [...flat(text, `${path}${name}.`)],
    ),
  )

const english = flat(en)
const chinese = flat(zh)
const places = (text: string | undefined) => (text?.match(/\{\{\w+\}\}/g) ?? []).sort()
const sources = globSync(`${import.meta.dirname}/../*/*.{ts,tsx}`).filter(
  (path) => !path.includes('.test.') && !/node_modules|dist/.test(path),
)

test('both languages have the same texts with the same places to fill', () => {
  assert.deepEqual([...chinese.keys()].sort(), [...english.keys()].sort())
  for (const [key, text] of english) assert.deepEqual(places(chinese.get(key)), places(text), key)
})

test('every text that is asked for is there, and every text that is there is asked for', () => {
  const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n')
  const asked = new Set([...code.matchAll(/\b(?:t|words)\(\s*'([\w.-]+)'/g)].map((found) => found[1] ?? ''))
  const begins = [...code.matchAll(/\b(?:t|words)\(\s*`([\w.-]+)\$\{/g)].map((found) => found[1] ?? '')
  for (const key of asked) assert.ok(english.has(key), `there is no text ${key}`)
  for (const start of begins)
    assert.ok(
      [...english.keys()].some((key) => key.startsWith(start)),
      `there is no text ${start}…`,
    )
  const used = (key: string) => code.includes(`'${key}'`) || begins.some((start) => key.startsWith(start))
  assert.deepEqual(
    [...english.keys()].filter((key) => !used(key)),
    [],
  )
})

test('no text stands in the code', () => {
  const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label'])
  const found: string[] = []
  for (const path of sources.filter((one) => one.endsWith('.tsx'))) {
    const { program } = parseSync(path, readFileSync(path, 'utf8'))
    const tell = (text: unknown) => {
      if (typeof text === 'string' && /\p{L}{2,}/u.test(text)) found.push(`${path}: ${text.trim()}`)
    }
    new Visitor({
      // biome-ignore lint/correctness/noComponentHookFactories: the name is that of a syntax node
      JSXText: ({ value }) => tell(value),
      JSXAttribute({ name, value }) {
        if (name.type === 'JSXIdentifier' && spoken.has(name.name) && value?.type === 'Literal') tell(value.value)
      },
    }).visit(program)
  }
  assert.deepEqual(found, [])
})
