/** Where everything stands on the page. */
import { lazy, Suspense, useEffect } from 'react'
import style from './app.module.css'
import { camera } from './canvas/camera.ts'
import { Canvas } from './canvas/canvas.tsx'
import { useStage } from './canvas/stage.ts'
import { Palette } from './palette/palette.tsx'
import { QuickAdd } from './palette/quick-add.tsx'
import { AlarmStrip } from './panels/alarm-strip.tsx'
import { Dialogs } from './panels/dialogs.tsx'
import { Dock } from './panels/dock.tsx'
import { NoticeBar } from './panels/notice-bar.tsx'
import { OfflineBanner } from './panels/offline-banner.tsx'
import { StatusLine } from './panels/status-line.tsx'
import { TopBar } from './panels/top-bar.tsx'
import { useDraft } from './store/draft.ts'
import { useSession } from './store/session.ts'
import { useView } from './store/view.ts'

const Inspector = lazy(() => import('./form/inspector.tsx'))

export const App = () => {
  const flow = useDraft(({ draft }) => draft?.flow)
  const project = useSession((session) => session.hello?.project)
  const palette = useView((view) => view.palette)
  const inspector = useView((view) => view.inspector || (innerWidth <= 1100 && view.nodes.size + view.wires.size > 0))

  useEffect(() => {
    document.title = [flow, project, 'Millrace'].filter(Boolean).join(' · ')
    if (flow === undefined) return
    history.replaceState(null, '', `#${encodeURIComponent(flow)}`)
    const timer = setTimeout(() => camera.open(useStage.getState().scene.bounds), 0)
    return () => clearTimeout(timer)
  }, [flow, project])

  return (
    <div className={style.page} data-palette={palette} data-ready={flow !== undefined}>
      <header className={style.top}>
        <TopBar />
        <OfflineBanner />
        <AlarmStrip />
      </header>
      {palette && (
        <aside className={style.palette}>
          <Palette />
        </aside>
      )}
      <main className={style.canvas}>
        <Canvas />
        <NoticeBar />
      </main>
      {inspector && (
        <aside className={style.inspector}>
          <Suspense>
            <Inspector />
          </Suspense>
        </aside>
      )}
      <Dock />
      <StatusLine />
      <QuickAdd />
      <Dialogs />
    </div>
  )
}
