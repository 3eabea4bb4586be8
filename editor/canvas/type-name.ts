/** What a port's tooltip says of its type: `number °C`, `list of text, event`. */
import { typeWords } from '@millrace/flow/check/fit.ts'
import type { Type } from '@millrace/flow/type.ts'
import type { Language } from '@millrace/flow/words.ts'
import { words } from '../text/i18n.ts'

export const typeName = (type: Type, event: boolean, language: Language): string => {
  const name = typeWords(type)[language]
  return event ? words('canvas.event', { type: name })[language] : name
}
