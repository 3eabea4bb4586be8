/** What a connection offers, as a tree that is read level by level: an OPC UA address space, the topics seen on a broker. */
import type { Place } from '@millrace/flow/kinds/connection.ts'
import type { Json } from '@millrace/flow/type.ts'
import { ChevronRight, Folder, RefreshCw, Tag } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button, Checkbox, Collection, type Key, type Selection, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import { ask, Refused } from '../link/runtime.ts'
import { valueText } from '../live/format.ts'
import controls from '../panels/controls.module.css'
import { Dialog } from '../panels/dialog.tsx'
import { IconButton } from '../panels/icon-button.tsx'
import { useTexts } from '../text/i18n.ts'
import style from './browse-dialog.module.css'

interface Props {
  readonly connection: string
  readonly many: boolean
  readonly onPick: (places: readonly Place[]) => void
  readonly onClose: () => void
}

const BrowseDialog = ({ connection, many, onPick, onClose }: Props) => {
  const { t, say } = useTexts()
  const { below, places, trouble, load, again } = usePlaces(connection)
  const [open, setOpen] = useState<ReadonlySet<Key>>(new Set())
  const [chosen, setChosen] = useState<ReadonlySet<Key>>(new Set())
  const [filter, setFilter] = useState('')

  const picked = [...chosen].flatMap((id) => places.get(String(id)) ?? [])
  const roots = below.get('')
  const done = (those: readonly Place[]) => {
    onPick(those)
    onClose()
  }
  const matches = (place: Place) => !isFolder(place) && [...matching([place], filter)].length > 0
  const select = (now: Selection) => setChosen(now === 'all' ? new Set([...places.values()].filter(matches).map(({ id }) => id)) : now)
  const expand = (now: ReadonlySet<Key>) => {
    for (const id of now) if (!below.has(String(id))) void unfold(String(id))
    setOpen(now)
  }
  /** A folder that holds nothing but a folder opens that, too. */
  const unfold = async (id: string) => {
    const [only, ...more] = await load(id)
    if (!only || more.length > 0 || !isFolder(only)) return
    setOpen((now) => new Set([...now, only.id]))
    await unfold(only.id)
  }
  /** A folder opens, anything else is chosen. */
  const press = (id: Key) => {
    const place = places.get(String(id))
    const turned = (set: ReadonlySet<Key>) => new Set(set.has(id) ? [...set].filter((one) => one !== id) : [...set, id])
    if (place && isFolder(place)) expand(turned(open))
    else setChosen(many ? turned(chosen) : new Set([id]))
  }

  return (
    <Dialog title={t('browse.title', { connection })} wide onClose={onClose} testId="browse-dialog">
      <div className={controls.row}>
        <input
          className={controls.input}
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={t('browse.filter')}
          aria-label={t('browse.filter')}
        />
        <IconButton icon={RefreshCw} label={t('browse.again')} onPress={again} />
      </div>
      {trouble && <p className={style.trouble}>{typeof trouble === 'string' ? trouble : say(trouble)}</p>}
      {!roots && !trouble && <p className={controls.soft}>{t('browse.loading')}</p>}
      {roots && (
        <Tree
          aria-label={t('browse.title', { connection })}
          className={style.tree ?? ''}
          items={matching(roots, filter)}
          dependencies={[below, filter]}
          selectionMode={many ? 'multiple' : 'single'}
          selectedKeys={chosen}
          onSelectionChange={select}
          expandedKeys={open}
          onExpandedChange={expand}
          onAction={press}
          disabledKeys={[...places.values()].filter(isFolder).map(({ id }) => id)}
          disabledBehavior="selection"
          renderEmptyState={() => <p className={controls.empty}>{t('browse.nothing')}</p>}
        >
          {function row(place) {
            return (
              <TreeItem id={place.id} textValue={place.name} hasChildItems={place.inside} className={style.item ?? ''}>
                <TreeItemContent>
                  {many && (
                    <Checkbox slot="selection" className={style.check ?? ''}>
                      <i />
                    </Checkbox>
                  )}
                  {place.inside ? (
                    <Button slot="chevron" className={style.chevron ?? ''}>
                      <ChevronRight size={14} aria-hidden />
                    </Button>
                  ) : (
                    <span className={style.chevron} />
                  )}
                  {place.inside ? <Folder size={14} aria-hidden /> : <Tag size={14} aria-hidden />}
                  <span className={style.name} data-testid={`place ${place.id}`}>
                    {place.name}
                  </span>
                  <small className={style.value}>{place.value === undefined ? '' : valueText(place.value as Json, place.unit)}</small>
                  <small>{place.type}</small>
                  <small className={style.id}>{place.says ?? place.id}</small>
                </TreeItemContent>
                <Collection items={matching(below.get(place.id) ?? [], filter)} dependencies={[below, filter]}>
                  {row}
                </Collection>
              </TreeItem>
            )
          }}
        </Tree>
      )}
      <footer>
        <span className={`${controls.soft} ${controls.grow}`}>{t('browse.chosen', { count: picked.length })}</span>
        <button type="button" className={controls.button} onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={picked.length === 0}
          onClick={() => done(picked)}
          data-testid="pick"
        >
          {t('browse.pick')}
        </button>
      </footer>
    </Dialog>
  )
}

export default BrowseDialog

/** It only holds others. */
const isFolder = ({ inside, type, value }: Place): boolean => inside && type === undefined && value === undefined

/** What has places below it stays: they may match. */
const matching = (places: readonly Place[], filter: string): Place[] => {
  const wanted = filter.trim().toLowerCase()
  return places.filter((place) => place.inside || wanted === '' || `${place.name} ${place.id}`.toLowerCase().includes(wanted))
}

type Trouble = string | { readonly en: string; readonly zh: string }

const usePlaces = (connection: string) => {
  const { t } = useTexts()
  const [below, setBelow] = useState<ReadonlyMap<string, readonly Place[]>>(new Map())
  const [trouble, setTrouble] = useState<Trouble>()
  const load = useCallback(
    async (place: string): Promise<readonly Place[]> => {
      try {
        const found = await ask('connection.browse', { name: connection, place })
        setBelow((now) => new Map(now).set(place, found))
        setTrouble(undefined)
        return found
      } catch (error) {
        setTrouble(error instanceof Refused ? error.faults[0]?.says : t('notice.no-answer'))
        return []
      }
    },
    [connection, t],
  )
  useEffect(() => void load(''), [load])
  const places = new Map([...below.values()].flat().map((place) => [place.id, place]))
  const again = () => {
    for (const place of below.keys()) void load(place)
    if (below.size === 0) void load('')
  }
  return { below, places, trouble, load, again }
}
