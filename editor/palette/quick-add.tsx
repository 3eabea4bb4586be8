/** A list of nodes at the pointer: all of them, or those that a wire let go there would fit. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { nodeWidth, snap } from '../canvas/geometry.ts'
import controls from '../panels/controls.module.css'
import { addNode } from '../store/gestures.ts'
import { useSession } from '../store/session.ts'
import { useView, type QuickAdd as Where } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { familyName } from './families.ts'
import { iconOf } from './icons.ts'
import { fittingPort } from './put.ts'
import style from './quick-add.module.css'
import { found } from './search.ts'

const most = 60
const width = 280
const height = 320
const shut = () => useView.setState({ quickAdd: null })

export const QuickAdd = () => {
  const where = useView((view) => view.quickAdd)
  return where && <List key={`${where.at.x},${where.at.y}`} where={where} />
}

const List = ({ where }: { readonly where: Where }) => {
  const { t, say } = useTexts()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const catalogue = useSession((session) => session.catalogue)
  const offered = useMemo(() => {
    const { from } = where
    const all = [...catalogue.nodes.values()]
    return from ? all.filter((spec) => fittingPort(spec, from) !== undefined) : all
  }, [catalogue, where])
  const specs = useMemo(() => found(offered, query).slice(0, most), [offered, query])

  useEffect(() => input.current?.focus(), [])

  const put = (spec: NodeSpec) => {
    const { from, place } = where
    const port = from && fittingPort(spec, from)
    const x = from ? (from.side === 'in' ? place.x - nodeWidth : place.x) : place.x - nodeWidth / 2
    addNode(
      spec,
      { x: Math.round(x / snap) * snap, y: Math.round((place.y - 50) / snap) * snap },
      from && port !== undefined && port !== null ? { end: from, port } : undefined,
    )
    shut()
  }

  const key = (event: KeyboardEvent) => {
    const chosen = specs[at]
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, specs.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && chosen) put(chosen)
    else if (event.key === 'Escape') shut()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className={style.popup}
      style={{ left: Math.min(where.at.x, innerWidth - width - 8), top: Math.min(where.at.y, innerHeight - height - 8), width }}
      data-testid="quick-add"
    >
      <input
        ref={input}
        className={controls.input}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={key}
        onBlur={(event) => event.relatedTarget === null && shut()}
        placeholder={where.from ? t('palette.fits', { port: `${where.from.node}.${where.from.port}` }) : t('palette.search')}
        aria-label={t('palette.quick')}
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-list"
        aria-activedescendant={`quick-${at}`}
      />
      <div id="quick-list" role="listbox" aria-label={t('palette.quick')} className={style.list}>
        {specs.map((spec, i) => (
          <Offer key={spec.is} spec={spec} i={i} chosen={i === at} put={put} family={familyName(t, spec.family)} title={say(spec.title)} />
        ))}
        {specs.length === 0 && <p className={controls.empty}>{t('palette.nothing')}</p>}
      </div>
    </div>
  )
}

interface OfferProps {
  readonly spec: NodeSpec
  readonly i: number
  readonly chosen: boolean
  readonly put: (spec: NodeSpec) => void
  readonly family: string
  readonly title: string
}

const Offer = ({ spec, i, chosen, put, family, title }: OfferProps) => {
  const ref = useRef<HTMLDivElement>(null)
  const Icon = iconOf(spec.is)
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard and names the chosen option
    <div
      ref={ref}
      id={`quick-${i}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={style.offer}
      data-testid={`offer ${spec.is}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => put(spec)}
    >
      <Icon size={15} aria-hidden />
      <span>{title}</span>
      <small>{family}</small>
    </div>
  )
}
