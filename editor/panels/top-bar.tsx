/** Which flow, what can be taken back, and the way to deploy. */
import { Languages, Moon, PanelLeft, PanelRight, Redo2, Sun, Undo2, Waves } from 'lucide-react'
import { redo, undo } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { speak, useTexts } from '../text/i18n.ts'
import { chooseTheme, useTheme } from '../theme/theme.ts'
import { DeployButton } from './deploy-button.tsx'
import { FlowTabs } from './flow-tabs.tsx'
import { IconButton } from './icon-button.tsx'
import style from './top-bar.module.css'

export const TopBar = () => {
  const { t, say, language } = useTexts()
  const theme = useTheme((now) => now.theme)
  const project = useSession((session) => session.hello?.project ?? '')
  const lastDone = useDraft(({ draft }) => draft?.undo.at(-1))
  const lastUndone = useDraft(({ draft }) => draft?.redo.at(-1))
  const { palette, inspector, live } = useView()
  return (
    <div className={style.bar}>
      <IconButton icon={PanelLeft} label={t('bar.palette')} pressed={palette} onPress={() => useView.setState({ palette: !palette })} />
      <strong className={style.project}>{project}</strong>
      <FlowTabs />
      <div className={style.tools} role="toolbar" aria-label={t('bar.tools')}>
        <IconButton
          icon={Undo2}
          label={lastDone ? t('bar.undo-what', { what: say(lastDone) }) : t('bar.undo')}
          hint={t('key.undo')}
          disabled={!lastDone}
          onPress={() => void undo()}
          testId="undo"
        />
        <IconButton
          icon={Redo2}
          label={lastUndone ? t('bar.redo-what', { what: say(lastUndone) }) : t('bar.redo')}
          hint={t('key.redo')}
          disabled={!lastUndone}
          onPress={() => void redo()}
          testId="redo"
        />
        <IconButton icon={Waves} label={t('bar.live')} pressed={live} onPress={() => useView.setState({ live: !live })} testId="live" />
        <IconButton
          icon={Languages}
          label={t('bar.language')}
          onPress={() => void speak(language === 'zh' ? 'en' : 'zh')}
          testId="language"
        />
        <IconButton
          icon={theme === 'dark' ? Sun : Moon}
          label={t(theme === 'dark' ? 'bar.light' : 'bar.dark')}
          onPress={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')}
          testId="theme"
        />
        <IconButton
          icon={PanelRight}
          label={t('bar.inspector')}
          pressed={inspector}
          onPress={() => useView.setState({ inspector: !inspector })}
        />
        <DeployButton />
      </div>
    </div>
  )
}
