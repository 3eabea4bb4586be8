/** What debug nodes were sent, and what went wrong in the running flow, as it happens. */
import { qualityName } from '@millrace/flow/quality.ts'
import { ArrowDownToLine, Eraser } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { clockText } from '../live/format.ts'
import { clearDebug, useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './dock.module.css'
import { IconButton } from './icon-button.tsx'

const Debug = () => {
  const { t } = useTexts()
  const lines = useSession((session) => session.debug)
  const skipped = useSession((session) => session.debugSkipped)
  const [filter, setFilter] = useState('')
  const [follow, setFollow] = useState(true)
  const end = useRef<HTMLDivElement>(null)
  const wanted = filter.toLowerCase()
  const shown =
    wanted === '' ? lines : lines.filter((line) => `${line.node} ${line.key} ${JSON.stringify(line.value)}`.toLowerCase().includes(wanted))

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line scrolls
  useEffect(() => {
    if (follow) end.current?.scrollIntoView({ block: 'end' })
  }, [lines, follow])

  return (
    <>
      <div className={style.head}>
        <input
          className={`${controls.input} ${controls.grow}`}
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={t('debug.filter')}
          aria-label={t('debug.filter')}
        />
        {skipped > 0 && <span className={controls.soft}>{t('debug.skipped', { count: skipped })}</span>}
        <IconButton icon={ArrowDownToLine} label={t('debug.follow')} pressed={follow} onPress={() => setFollow(!follow)} />
        <IconButton icon={Eraser} label={t('debug.clear')} onPress={clearDebug} />
      </div>
      {shown.length === 0 && <p className={controls.empty}>{t('debug.none')}</p>}
      <div data-testid="debug-lines">
        {shown.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
          <div key={i} className={style.line} data-level={line.level}>
            <time className={controls.number}>{clockText(line.time)}</time>
            <span>{line.node}</span>
            <span>{line.key}</span>
            <pre title={JSON.stringify(line.value)}>
              {line.quality === 0 ? '' : `${qualityName(line.quality)} `}
              {typeof line.value === 'string' ? line.value : JSON.stringify(line.value)}
            </pre>
          </div>
        ))}
        <div ref={end} />
      </div>
    </>
  )
}

export default Debug
