/** The node's inputs: the wire that feeds each, or the value or parameter that stands in its place. */

import type { NamedPort } from '@millrace/flow/catalogue.ts'
import { valueFits } from '@millrace/flow/check/fit.ts'
import type { Input, Node } from '@millrace/flow/document.ts'
import { wireFrom } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { Unlink } from 'lucide-react'
import { camera } from '../canvas/camera.ts'
import { useStage } from '../canvas/stage.ts'
import { typeName } from '../canvas/type-name.ts'
import { readValue } from '../panels/by-key.ts'
import { Entry } from '../panels/entry.tsx'
import { IconButton } from '../panels/icon-button.tsx'
import { setInput } from '../store/gestures.ts'
import { select } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { Faults } from './faults.tsx'
import style from './form.module.css'
import { fittingOutputs, isOutput } from './outputs.ts'

interface Props {
  readonly name: string
  readonly node: Node
  readonly about: (place: string) => readonly Fault[]
}

export const InputsSection = ({ name, node, about }: Props) => {
  const { t, say, language } = useTexts()
  const ports = useStage((stage) => stage.scene.boxes.get(name)?.ins ?? none)
  if (ports.length === 0) return null
  return (
    <section className={style.section} aria-label={t('form.inputs')}>
      <h3>{t('form.inputs')}</h3>
      {ports.map((port) => (
        <div key={port.name} className={style.field} data-field={`in.${port.name}`}>
          <span className={style.label} id={`input-${port.name}`}>
            {port.title ? say(port.title) : port.name}
            <small>{typeName(port, port.event === true, language)}</small>
          </span>
          <Fed name={name} port={port} input={node.in?.[port.name]} />
          <Faults faults={about(`in.${port.name}`)} />
        </div>
      ))}
    </section>
  )
}

const none: readonly NamedPort[] = []

const Fed = ({ name, port, input }: { readonly name: string; readonly port: NamedPort; readonly input: Input | undefined }) => {
  const { t } = useTexts()
  const scene = useStage((stage) => stage.scene)
  const from = wireFrom(input)
  if (from)
    return (
      <div className={style.row}>
        <button type="button" className={style.link} onClick={() => goTo(from.node)}>
          {from.node}.{from.port}
        </button>
        <IconButton icon={Unlink} label={t('form.disconnect', { input: port.name })} onPress={() => setInput(name, port.name, null)} />
      </div>
    )
  const literal = typeof input === 'object' && 'value' in input ? input.value : undefined
  const parameter = typeof input === 'object' && 'parameter' in input ? input.parameter : undefined
  const shown =
    parameter !== undefined
      ? `{${parameter}}`
      : literal === undefined
        ? ''
        : typeof literal === 'string'
          ? literal
          : JSON.stringify(literal)
  const list = `outputs-for-${port.name}`
  return (
    <>
      <Entry
        list={list}
        label={t('form.value-of', { input: port.name })}
        value={shown}
        placeholder={t(port.optional === true ? 'form.unwired-optional' : 'form.unwired')}
        hint={t('form.value-help')}
        testId={`value ${port.name}`}
        onEnter={(text) => {
          if (text.trim() === '') return setInput(name, port.name, null)
          if (isOutput(scene, text.trim())) return setInput(name, port.name, text.trim())
          const named = /^\{(.+)\}$/.exec(text.trim())?.[1]
          if (named !== undefined && port.type !== 'record' && port.type !== 'json') return setInput(name, port.name, { parameter: named })
          const value = port.type === 'text' ? text : (readValue('json', text) ?? text)
          return valueFits(value, port) && setInput(name, port.name, { value })
        }}
      />
      <datalist id={list}>
        {fittingOutputs(scene, name, port).map((wire) => (
          <option key={wire} value={wire} />
        ))}
      </datalist>
    </>
  )
}

const goTo = (name: string): void => {
  const box = useStage.getState().scene.boxes.get(name)
  if (!box) return
  select([name])
  camera.show(box)
}
