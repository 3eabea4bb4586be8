/** An engineering unit: typed freely, the usual ones offered. */

import { commonUnits } from '@millrace/flow/units/common.ts'
import { known } from '@millrace/flow/units.ts'
import { Entry } from '../panels/entry.tsx'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'
import type { WidgetProps } from './props.ts'

export const UnitField = ({ id, name, value, invalid, onChange }: WidgetProps) => {
  const { t } = useTexts()
  const unit = typeof value === 'string' ? value : ''
  return (
    <>
      <Entry
        id={id}
        label={name}
        value={unit}
        invalid={invalid}
        list="units"
        onEnter={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
      />
      <datalist id="units">{commonUnits.flatMap(({ units }) => units.map((one) => <option key={one} value={one} />))}</datalist>
      {unit !== '' && !known(unit) && <p className={style.help}>{t('form.unknown-unit', { unit })}</p>}
    </>
  )
}
