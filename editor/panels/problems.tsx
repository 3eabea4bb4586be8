/** Everything that is wrong with the open flow; press to go there, or to have it mended. */
import { TriangleAlert, Wrench } from 'lucide-react'
import { useChecked } from '../check/checked.ts'
import { goTo } from '../check/go-to.ts'
import { fix } from '../store/gestures.ts'
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
