/** The nodes there are: searched by name in either language, dragged onto the canvas, or added with Enter. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { ChevronDown, ChevronRight, Search } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import controls from '../panels/controls.module.css'
import { useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import { familyName } from './families.ts'
import { iconOf } from './icons.ts'
import style from './palette.module.css'
import { addBesideSelection, dragOut } from './put.ts'
import { byFamily, found } from './search.ts'

export const Palette = () => {
  const { t } = useTexts()
  const [query, setQuery] = useState('')
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const catalogue = useSession((session) => session.catalogue)
  const families = useMemo(() => byFamily(found([...catalogue.nodes.values()], query)), [catalogue, query])
  const first = [...families.values()][0]?.[0]

  const toggle = (family: string) => setShut(new Set(shut.has(family) ? [...shut].filter((one) => one !== family) : [...shut, family]))

  return (
    <nav className={style.palette} aria-label={t('palette.title')} data-testid="palette">
      <label className={style.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && query !== '' && first) addBesideSelection(first)
            else if (event.key === 'ArrowDown') focusItem(event, 1)
          }}
          placeholder={t('palette.search')}
          aria-label={t('palette.search')}
        />
      </label>
      <div className={style.list}>
        {[...families].map(([family, specs]) => (
          <section key={family} aria-label={familyName(t, family)}>
            <button type="button" className={style.family} aria-expanded={!shut.has(family)} onClick={() => toggle(family)}>
              {shut.has(family) && query === '' ? <ChevronRight size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />}
              {familyName(t, family)}
              <small>{specs.length}</small>
            </button>
            {(query !== '' || !shut.has(family)) && (
              <ul>
                {specs.map((spec) => (
                  <Item key={spec.is} spec={spec} />
                ))}
              </ul>
            )}
          </section>
        ))}
        {families.size === 0 && <p className={controls.empty}>{t('palette.nothing')}</p>}
      </div>
    </nav>
  )
}

const Item = ({ spec }: { readonly spec: NodeSpec }) => {
  const { say } = useTexts()
  const Icon = iconOf(spec.is)
  return (
    <li>
      <button
        type="button"
        className={style.item}
        data-item
        data-testid={`palette ${spec.is}`}
        title={say(spec.doc)}
        onPointerDown={(event) => dragOut(event, spec)}
        onClick={(event) => event.detail === 0 && addBesideSelection(spec)}
        onDoubleClick={() => addBesideSelection(spec)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') focusItem(event, 1)
          else if (event.key === 'ArrowUp') focusItem(event, -1)
        }}
      >
        <Icon size={15} aria-hidden />
        <span>{say(spec.title)}</span>
      </button>
    </li>
  )
}

const focusItem = (event: KeyboardEvent<HTMLElement>, by: 1 | -1): void => {
  const nav = event.currentTarget.closest('nav')
  const items = [...(nav?.querySelectorAll<HTMLElement>('input, [data-item]') ?? [])]
  const next = items[items.indexOf(event.currentTarget) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}
