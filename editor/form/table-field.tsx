/** A list of records: a few narrow ones in the form, the rest in a table of their own, pasted from a spreadsheet or picked by browsing. */
import type { Place } from '@millrace/flow/kinds/connection.ts'
import { isRecord } from '@millrace/flow/schema.ts'
import { FolderSearch, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import controls from '../panels/controls.module.css'
import { useTexts } from '../text/i18n.ts'
import { useBrowsable } from './browsable.ts'
import style from './form.module.css'
import { Grid } from './grid.tsx'
import type { WidgetProps } from './props.ts'
import { type Row, rowsFrom } from './rows.ts'
import { columnsOf } from './schema.ts'

const BrowseDialog = lazy(() => import('./browse-dialog.tsx'))
const TableDialog = lazy(() => import('./table-dialog.tsx'))

const mostInline = 12
const mostColumns = 4

export const TableField = ({ name, schema, value, faults, place, config, onChange }: WidgetProps) => {
  const { t } = useTexts()
  const [open, setOpen] = useState<'table' | 'browse'>()
  const connection = useBrowsable(config)
  const columns = columnsOf(schema)
  const rows: readonly Row[] = Array.isArray(value) ? value.filter(isRecord) : []
  const small = columns.length <= mostColumns && rows.length <= mostInline
  const put = (to: readonly Row[]) => onChange([...to])
  const pick = (places: readonly Place[]) => put([...rows, ...rowsFrom(places, columns, rows)])
  const wrong = new Set(faults.flatMap(({ at }) => at.split(`${place}.`)[1]?.split('.')[0] ?? []))

  return (
    <div className={style.stack}>
      {small ? (
        <Grid columns={columns} rows={rows} wrong={wrong} onChange={put} />
      ) : (
        <ul className={style.brief}>
          {rows.slice(0, mostInline).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <li key={i} data-wrong={wrong.has(String(i))}>
              {columns.slice(0, 2).map((column) => (
                <span key={column.name}>{String(row[column.name] ?? '')}</span>
              ))}
            </li>
          ))}
          {rows.length > mostInline && <li>{t('form.more-rows', { count: rows.length - mostInline })}</li>}
          {rows.length === 0 && <li>{t('form.no-rows')}</li>}
        </ul>
      )}
      <span className={style.row}>
        {!small && (
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => setOpen('table')}
            data-testid={`table ${name}`}
          >
            <Table2 size={13} aria-hidden />
            {t('form.edit-table')}
          </button>
        )}
        {connection !== undefined && (
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => setOpen('browse')}
            data-testid={`browse ${name}`}
          >
            <FolderSearch size={13} aria-hidden />
            {t('form.browse')}
          </button>
        )}
      </span>
      <Suspense>
        {open === 'table' && (
          <TableDialog schema={schema} name={name} rows={rows} wrong={wrong} onDone={put} onClose={() => setOpen(undefined)} />
        )}
        {open === 'browse' && connection !== undefined && (
          <BrowseDialog connection={connection} many onClose={() => setOpen(undefined)} onPick={pick} />
        )}
      </Suspense>
    </div>
  )
}
