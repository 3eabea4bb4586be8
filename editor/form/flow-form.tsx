/** The flow itself: what it is called and for, how it treats what arrives, whether it runs. */
import { readDuration } from '@millrace/flow/duration.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { Play, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStage } from '../canvas/stage.ts'
import { ask } from '../link/runtime.ts'
import { readValue } from '../panels/by-key.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { act, complain } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useTexts, words } from '../text/i18n.ts'
import style from './form.module.css'

type FlowEdit = Extract<Edit, { do: 'set-flow' }>

const set = (field: FlowEdit['field'], to: FlowEdit['to']): boolean =>
  act(words('gesture.flow', { field }), [{ do: 'set-flow', field, ...(to !== undefined && { to }) }])

export const FlowForm = () => {
  const { t } = useTexts()
  const draft = useDraft((now) => now.draft)
  const scene = useStage((stage) => stage.scene)
  if (!draft) return null
  const { name, says, delivery, keys } = draft.document
  const keep = ({ cap, forgetAfter }: NonNullable<typeof keys>) => {
    const kept = { ...(cap !== undefined && { cap }), ...(forgetAfter !== undefined && { forgetAfter }) }
    return set('keys', Object.keys(kept).length === 0 ? undefined : kept)
  }
  const { cap: _cap, ...withoutCap } = keys ?? {}
  const { forgetAfter: _forget, ...withoutForget } = keys ?? {}
  return (
    <div className={style.body}>
      <div className={style.title}>
        <h2>{t('flow-form.title')}</h2>
        <span className={controls.grow} />
        <Running flow={draft.flow} />
      </div>
      <p className={style.path}>
        {draft.flow} · {t('flow-form.nodes')} {scene.boxes.size} · {t('flow-form.wires')} {scene.wires.size}
      </p>
      <label className={style.label} htmlFor="flow-name">
        {t('flow-form.name')}
      </label>
      <Entry id="flow-name" label={t('flow-form.name')} value={name} onEnter={(text) => text.trim() !== '' && set('name', text.trim())} />
      <label className={style.label} htmlFor="flow-says">
        {t('flow-form.says')}
      </label>
      <Entry
        id="flow-says"
        label={t('flow-form.says')}
        value={says ?? ''}
        lines={3}
        onEnter={(text) => set('says', text.trim() || undefined)}
      />
      <label className={style.label} htmlFor="flow-delivery">
        {t('flow-form.delivery')}
      </label>
      <select
        id="flow-delivery"
        className={controls.input}
        value={delivery ?? 'live'}
        onChange={(event) => set('delivery', event.target.value === 'live' ? undefined : event.target.value)}
      >
        <option value="live">{t('flow-form.live')}</option>
        <option value="durable">{t('flow-form.durable')}</option>
      </select>
      <p className={style.help}>{t(delivery === 'durable' ? 'flow-form.durable-help' : 'flow-form.live-help')}</p>
      <label className={style.label} htmlFor="flow-cap">
        {t('flow-form.cap')}
      </label>
      <Entry
        id="flow-cap"
        label={t('flow-form.cap')}
        value={keys?.cap === undefined ? '' : String(keys.cap)}
        placeholder="10000"
        onEnter={(text) => {
          const cap = readValue('number', text)
          if (text.trim() === '') return keep(withoutCap)
          return typeof cap === 'number' && Number.isInteger(cap) && cap > 0 && keep({ ...keys, cap })
        }}
      />
      <label className={style.label} htmlFor="flow-forget">
        {t('flow-form.forget')}
      </label>
      <Entry
        id="flow-forget"
        label={t('flow-form.forget')}
        value={keys?.forgetAfter ?? ''}
        placeholder={t('flow-form.never')}
        onEnter={(text) => {
          if (text.trim() === '') return keep(withoutForget)
          return readDuration(text) !== undefined && keep({ ...keys, forgetAfter: text.trim() })
        }}
      />
      <Removal flow={draft.flow} />
    </div>
  )
}

const Running = ({ flow }: { readonly flow: string }) => {
  const { t } = useTexts()
  const run = useSession((session) => session.flows.find((one) => one.flow === flow)?.run)
  if (run === undefined || run === 'never-deployed') return null
  const going = run === 'running'
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.small}`}
      onClick={() => void ask('flow.run', { flow, run: !going }).catch(complain)}
      data-testid="run"
    >
      {going ? <Square size={12} aria-hidden /> : <Play size={12} aria-hidden />}
      {t(going ? 'flow-form.stop' : 'flow-form.run')}
    </button>
  )
}

const Removal = ({ flow }: { readonly flow: string }) => {
  const { t } = useTexts()
  const [sure, setSure] = useState(false)
  const remove = () => void ask('flow.remove', { flow }).then(() => useDraft.setState({ draft: null }), complain)
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.grave} ${style.apart}`}
      onClick={() => (sure ? remove() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      <Trash2 size={14} aria-hidden />
      {t(sure ? 'flow-form.sure' : 'flow-form.remove')}
    </button>
  )
}
