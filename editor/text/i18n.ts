/** The page's own texts, in the language that the person chose, else the browser's. What nodes and faults say comes with them. */
import type { Language, Words } from '@millrace/flow/words.ts'
import i18next, { type TFunction } from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

const first = (): Language => {
  const kept = localStorage.getItem('language')
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export const startTexts = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: first(),
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
  })
  await speak(first())
}

export const speak = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language)
  localStorage.setItem('language', language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

const language = (): Language => (i18next.language === 'zh' ? 'zh' : 'en')

/** A text of ours in both languages, for undo's names and notices; a value may be in both languages itself. */
export const words = (key: string, values: Readonly<Record<string, string | number | Words>> = {}): Words => {
  const of = (lng: Language) => {
    const spoken = Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[lng] : value])
    return String(i18next.t(key, { ...Object.fromEntries(spoken), lng }))
  }
  return { en: of('en'), zh: of('zh') }
}

export const useTexts = (): { readonly t: TFunction; readonly say: (words: Words) => string; readonly language: Language } => {
  const { t } = useTranslation()
  const now = language()
  return { t, say: useCallback((words: Words) => words[now], [now]), language: now }
}
