/** Light or dark: what the system says, unless the person chose. */
import { create } from 'zustand'

export type Theme = 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')
const ofSystem = (): Theme => (system.matches ? 'dark' : 'light')
const chosen = (): Theme | undefined => {
  const kept = localStorage.getItem('theme')
  return kept === 'light' || kept === 'dark' ? kept : undefined
}

export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: chosen() ?? ofSystem() }))

/** Choosing what the system has anyway means following it again. */
export const chooseTheme = (theme: Theme): void => {
  if (theme === ofSystem()) localStorage.removeItem('theme')
  else localStorage.setItem('theme', theme)
  useTheme.setState({ theme })
}

export const startTheme = (): void => {
  const show = () => {
    document.documentElement.dataset.theme = useTheme.getState().theme
  }
  useTheme.subscribe(show)
  system.addEventListener('change', () => useTheme.setState({ theme: chosen() ?? ofSystem() }))
  show()
}
