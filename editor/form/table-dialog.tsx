/** A large table in a dialog; taken as one gesture when it is done. */
import type { JsonSchema } from '@millrace/flow/catalogue.ts'
import { useState } from 'react'
import controls from '../panels/controls.module.css'
import { Dialog } from '../panels/dialog.tsx'
import { useTexts } from '../text/i18n.ts'
import { Grid } from './grid.tsx'
import type { Row } from './rows.ts'
import { columnsOf, labelOf } from './schema.ts'

interface Props {
  readonly schema: JsonSchema
  readonly name: string
  readonly rows: readonly Row[]
  readonly wrong: ReadonlySet<string>
  readonly onDone: (rows: readonly Row[]) => void
  readonly onClose: () => void
}

const TableDialog = ({ schema, name, rows, wrong, onDone, onClose }: Props) => {
  const { t, say } = useTexts()
  const [now, setNow] = useState(rows)
  return (
    <Dialog title={say(labelOf(schema, name))} wide onClose={onClose}>
      <p className={controls.soft}>{t('form.paste-help')}</p>
      <Grid columns={columnsOf(schema)} rows={now} wrong={wrong} onChange={setNow} height={Math.min(420, innerHeight - 280)} />
      <footer>
        <span className={`${controls.soft} ${controls.grow}`}>{t('form.rows', { count: now.length })}</span>
        <button type="button" className={controls.button} onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          data-testid="done"
          onClick={() => {
            if (now !== rows) onDone(now)
            onClose()
          }}
        >
          {t('done')}
        </button>
      </footer>
    </Dialog>
  )
}

export default TableDialog
