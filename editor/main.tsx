/** The page: texts and theme first, then what is drawn, then the line to the runtime. */
import './theme/tokens.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startClipboard } from './canvas/clip.ts'
import { startShortcuts } from './canvas/shortcuts.ts'
import { startStage } from './canvas/stage.ts'
import { startChecking } from './check/checked.ts'
import { startHearing } from './link/hearing.ts'
import { startTaps } from './live/taps.ts'
import { startTexts } from './text/i18n.ts'
import { startTheme } from './theme/theme.ts'

startTheme()
await startTexts()
startStage()
startChecking()
startClipboard()
startShortcuts()
startTaps()
startHearing()

const page = document.getElementById('page')
if (page)
  createRoot(page).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
