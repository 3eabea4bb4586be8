/** Everything that is wrong with the open flow; press to go there, or to have it mended. */
import type { Fault } from '@millrace/flow/fault.ts'
import { TriangleAlert, Wrench } from 'lucide-react'
import { camera } from '../canvas/camera.ts'
import { useStage } from '../canvas/stage.ts'
import { nodeOf, useChecked } from '../check/checked.ts'
import { fix } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './dock.module.css'

const Problems = () => {
  const { t, say } = useTexts()
  const faults = useChecked((checked) => checked.faults)
  if (faults.length === 0) return <p className={controls.empty}>{t('problems.none')}</p>
  return (
    <ul className={style.list} data-testid="problems">
      {faults.map((fault) => (
        <li key={`${fault.at} ${fault.code} ${fault.says.en}`} data-testid="problem">
          <TriangleAlert size={14} aria-hidden />
          <button type="button" className={style.where} onClick={() => goTo(fault)}>
            {fault.at}
          </button>
          <span className={controls.grow}>{say(fault.says)}</span>
          {fault.fix && (
            <button
              type="button"
              className={`${controls.button} ${controls.small}`}
              onClick={() => fault.fix && fix(fault.fix.command)}
              data-testid="fix"
            >
              <Wrench size={12} aria-hidden />
              {say(fault.fix.says)}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

export default Problems

const goTo = (fault: Fault): void => {
  const name = nodeOf(fault)
  const box = useStage.getState().scene.boxes.get(name)
  if (box) {
    select([name])
    useView.setState({ field: fault.at.slice(name.length + 1) })
    camera.show(box)
  } else if (name === 'parameters') useView.setState({ dock: 'parameters' })
}
