/** Values by asset as one line of text, or as two columns pasted from a spreadsheet: `plant1/b3 = 95; plant1/b4 = 92`. */
import type { Parameter } from '@millrace/flow/document.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import type { Json } from '@millrace/flow/type.ts'

/** undefined where the text is no such value. */
export const readValue = (type: Parameter['type'], text: string): Json | undefined => {
  const trimmed = text.trim()
  if (type === 'text') return text
  if (type === 'duration') return readDuration(trimmed) === undefined ? undefined : trimmed
  if (type === 'number') return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined
  if (type === 'boolean') return trimmed === 'true' ? true : trimmed === 'false' ? false : undefined
  try {
    return JSON.parse(trimmed) as Json
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const byKeyText = (byKey: Readonly<Record<string, Json>>): string =>
  Object.entries(byKey)
    .map(([key, value]) => `${key} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ')

export const readByKey = (type: Parameter['type'], text: string): Record<string, Json> | undefined => {
  const read: Record<string, Json> = {}
  for (const part of text.split(/[;\r\n]+/).map((line) => line.trim())) {
    if (part === '') continue
    const [, key, written] = /^(.*?)\s*(?:=|\t|,)\s*(.*)$/.exec(part) ?? []
    const value = written === undefined ? undefined : readValue(type, written)
    if (key === undefined || key === '' || value === undefined) return undefined
    read[key] = value
  }
  return read
}
