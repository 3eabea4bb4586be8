/** What is wrong here, in words, with what would mend it. */
import type { Fault } from '@millrace/flow/fault.ts'
import { TriangleAlert, Wrench } from 'lucide-react'
import controls from '../panels/controls.module.css'
import { fix } from '../store/gestures.ts'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'

export const Faults = ({ faults, id }: { readonly faults: readonly Fault[]; readonly id?: string }) => {
  const { say } = useTexts()
  if (faults.length === 0) return null
  return (
    <ul id={id} className={style.faults}>
      {faults.map((fault) => (
        <li key={`${fault.at} ${fault.code} ${fault.says.en}`} className={style.fault}>
          <TriangleAlert size={13} aria-hidden />
          <span>{say(fault.says)}</span>
          {fault.fix && (
            <button type="button" className={`${controls.button} ${controls.small}`} onClick={() => fault.fix && fix(fault.fix.command)}>
              <Wrench size={12} aria-hidden />
              {say(fault.fix.says)}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
