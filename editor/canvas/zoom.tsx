/** Zoom, fit and tidy, in the canvas's corner. */
import { LayoutGrid, Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../panels/icon-button.tsx'
import { useTexts } from '../text/i18n.ts'
import { camera } from './camera.ts'
import style from './canvas.module.css'
import { useStage } from './stage.ts'
import { tidy } from './tidy.ts'

const step = 1.25

export const Zoom = () => {
  const { t } = useTexts()
  const [percent, setPercent] = useState(100)
  useEffect(() => camera.listen(() => setPercent(Math.round(camera.view().zoom * 100))), [])
  return (
    <div className={style.zoom} role="toolbar" aria-label={t('canvas.zoom')}>
      <IconButton icon={Minus} label={t('canvas.zoom-out')} onPress={() => camera.zoom(camera.view().zoom / step)} />
      <button type="button" className={style.percent} title={t('canvas.zoom-reset')} onClick={() => camera.zoom(1)}>
        {percent} %
      </button>
      <IconButton icon={Plus} label={t('canvas.zoom-in')} onPress={() => camera.zoom(camera.view().zoom * step)} />
      <IconButton icon={Maximize} label={t('canvas.fit')} onPress={() => camera.fit(useStage.getState().scene.bounds)} />
      <IconButton icon={LayoutGrid} label={t('canvas.tidy')} onPress={() => void tidy()} />
    </div>
  )
}
