/** A wire: where it comes from, what is on it now, how trustworthy and how old that is, and what its input does without it. */

import { readDuration } from '@millrace/flow/duration.ts'
import { qualityName } from '@millrace/flow/quality.ts'
import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStage } from '../canvas/stage.ts'
import { typeName } from '../canvas/type-name.ts'
import { typeOf } from '../check/checked.ts'
import { ageText, clockText, rateText, valueText } from '../live/format.ts'
import { hearValues, type Live, liveOf } from '../live/values.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { IconButton } from '../panels/icon-button.tsx'
import { remove, setInput } from '../store/gestures.ts'
import { serverNow } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'

export const WireForm = ({ id }: { readonly id: string }) => {
  const { t, language } = useTexts()
  const wire = useStage((stage) => stage.scene.wires.get(id))
  const held = useStage((stage) => (wire ? stage.scene.boxes.get(wire.to.node)?.node.in?.[wire.to.port] : undefined))
  const port = wire && `${wire.from.node}.${wire.from.port}`
  const live = useLive(port ?? '')
  if (!wire || port === undefined) return null
  const type = typeOf({ ...wire.from, side: 'out' })
  const unit = type && 'unit' in type ? type.unit : undefined
  const maxAge = typeof held === 'object' && 'from' in held ? (held.maxAge ?? '') : ''

  const facts: readonly (readonly [string, string])[] = [
    ...(type ? [[t('wire.type'), typeName(type, false, language)] as const] : []),
    ...(live
      ? [
          [t('wire.value'), valueText(live.value, unit)] as const,
          [t('wire.quality'), qualityName(live.quality)] as const,
          [t('wire.time'), clockText(live.time)] as const,
          [t('wire.age'), ageText(serverNow() - live.time, language)] as const,
          [t('wire.rate'), rateText(live.rate)] as const,
          ...(live.key === '' ? [] : [[t('wire.key'), live.key] as const]),
        ]
      : []),
  ]

  return (
    <div className={style.body}>
      <div className={style.title}>
        <h2>{t('wire.title')}</h2>
        <span className={controls.grow} />
        <IconButton icon={Trash2} label={t('form.delete')} onPress={() => remove()} />
      </div>
      <p className={style.path}>
        {port} → {wire.to.node}.{wire.to.port}
      </p>
      <dl className={style.facts} data-testid="wire-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!live && <p className={controls.soft}>{t('wire.nothing')}</p>}
      <label className={style.label} htmlFor="wire-max-age">
        {t('wire.max-age')}
      </label>
      <Entry
        id="wire-max-age"
        label={t('wire.max-age')}
        value={maxAge}
        placeholder={t('wire.for-ever')}
        onEnter={(text) => {
          if (text === '') return setInput(wire.to.node, wire.to.port, port)
          return readDuration(text) !== undefined && setInput(wire.to.node, wire.to.port, { from: port, maxAge: text })
        }}
      />
      <p className={style.help}>{t('wire.max-age-help')}</p>
    </div>
  )
}

/** One form may look every half second; the many labels on the canvas have their painter. */
const useLive = (port: string): Live | undefined => {
  const [live, setLive] = useState(() => liveOf(port))
  useEffect(() => {
    let changed = true
    const stop = hearValues((one) => {
      if (one === port) changed = true
    })
    const timer = setInterval(() => {
      const now = liveOf(port)
      setLive(changed || !now ? now : { ...now })
      changed = false
    }, 500)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [port])
  return live
}
