/** A table that is edited in place; of many rows only those in sight are there. */
import type { Json } from '@millrace/flow/type.ts'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import controls from '../panels/controls.module.css'
import { IconButton } from '../panels/icon-button.tsx'
import { useTexts } from '../text/i18n.ts'
import { Cell } from './cell.tsx'
import style from './grid.module.css'
import { pasted, type Row } from './rows.ts'
import { type Column, choicesOf, labelOf } from './schema.ts'

const rowHeight = 32
const spare = 8

interface Props {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Indices of the rows with faults. */
  readonly wrong: ReadonlySet<string>
  /** False: it can't be taken. */
  readonly onChange: (rows: readonly Row[]) => unknown
  /** Pixels; all rows are shown where there is none. */
  readonly height?: number
}

export const Grid = ({ columns, rows, wrong, onChange, height }: Props) => {
  const { t, say } = useTexts()
  const [top, setTop] = useState(0)
  const first = height === undefined ? 0 : Math.max(0, Math.floor(top / rowHeight) - spare)
  const last = height === undefined ? rows.length : Math.min(rows.length, Math.ceil((top + height) / rowHeight) + spare)

  const set = (at: number, column: Column, value: Json | undefined) => {
    const { [column.name]: _old, ...rest } = rows[at] ?? {}
    return onChange(rows.with(at, value === undefined || value === null ? rest : { ...rest, [column.name]: value }))
  }
  const paste = (text: string, row: number, column: number): boolean => {
    if (!/[\t\n]/.test(text)) return false
    onChange(pasted(text, columns, rows, { row, column }))
    return true
  }

  return (
    <>
      <div
        className={style.scroll}
        style={height === undefined ? undefined : { maxHeight: height }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <table className={style.grid} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} title={say(labelOf(column.schema, column.name))}>
                  {say(labelOf(column.schema, column.name))}
                </th>
              ))}
              <th className={style.last} />
            </tr>
          </thead>
          <tbody>
            <tr style={{ height: first * rowHeight }} />
            {rows.slice(first, last).map((row, i) => {
              const at = first + i
              return (
                <tr key={at} className={style.row} data-wrong={wrong.has(String(at))}>
                  {columns.map((column, j) => (
                    <td
                      key={column.name}
                      onPasteCapture={(event) => {
                        if (paste(event.clipboardData.getData('text/plain'), at, j)) event.preventDefault()
                      }}
                    >
                      <Cell
                        schema={column.schema}
                        value={row[column.name]}
                        label={`${say(labelOf(column.schema, column.name))} ${at + 1}`}
                        onChange={(to) => set(at, column, to)}
                      />
                    </td>
                  ))}
                  <td>
                    <IconButton icon={X} label={t('form.remove-row', { row: at + 1 })} onPress={() => onChange(rows.toSpliced(at, 1))} />
                  </td>
                </tr>
              )
            })}
            <tr style={{ height: (rows.length - last) * rowHeight }} />
          </tbody>
        </table>
      </div>
      <span>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => onChange([...rows, firstRow(columns)])}
          data-testid="add-row"
        >
          <Plus size={13} aria-hidden />
          {t('form.add-row')}
        </button>
      </span>
    </>
  )
}

/** A new row has a value wherever one is asked for and easy to guess. */
const firstRow = (columns: readonly Column[]): Row =>
  Object.fromEntries(
    columns.flatMap(({ name, schema }): [string, Json][] => {
      if (schema.default !== undefined) return []
      const [choice] = choicesOf(schema) ?? []
      return choice ? [[name, choice.value]] : []
    }),
  )
