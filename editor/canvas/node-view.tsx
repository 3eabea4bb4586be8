/** A node on the canvas: what it is, what it is called, its ports, and what is wrong with it. */

import type { NamedPort } from '@millrace/flow/catalogue.ts'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { TriangleAlert, Unplug } from 'lucide-react'
import { memo } from 'react'
import { useFaultsOf, useTypeOf } from '../check/checked.ts'
import { iconOf } from '../palette/icons.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { useConnecting } from './connecting.ts'
import type { BoxNode } from './fed.ts'
import { headHeight, rowHeight } from './geometry.ts'
import style from './node-view.module.css'
import { typeName } from './type-name.ts'

export const NodeView = memo(({ data: { box }, selected }: NodeProps<BoxNode>) => {
  const { t, say } = useTexts()
  const faults = useFaultsOf(box.name)
  const focused = useView((view) => view.focus === box.name)
  const state = useSession((session) => session.states[box.name])
  const fades = useConnecting(({ from, fits }) => from !== null && from.node !== box.name && !fitsAny(box, from.side, fits))
  const Icon = iconOf(box.node.is)
  const down = state?.link === 'down' || state?.link === 'connecting'
  const title = box.spec ? say(box.spec.title) : box.node.is

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a node
    <div
      id={`node-${box.name}`}
      className={style.node}
      data-testid={`node ${box.name}`}
      data-selected={selected}
      data-focused={focused}
      data-unknown={!box.spec}
      data-fades={fades}
      data-down={down}
      role="group"
      aria-label={t('canvas.node', { name: box.name, title, count: faults.length })}
      title={box.node.says}
    >
      <div className={style.head} style={{ height: headHeight }}>
        <Icon size={16} aria-hidden />
        <div className={style.names}>
          <b>{box.name}</b>
          <span>{title}</span>
        </div>
        {down && <Unplug size={14} className={style.down} aria-label={t(`link.${state.link}`)} />}
        {(state?.errors ?? 0) > 0 && (
          <span className={style.errors} title={state?.trouble}>
            {state?.errors}
          </span>
        )}
      </div>
      {faults.length > 0 && (
        <span className={style.badge} title={faults.map((fault) => say(fault.says)).join('\n')}>
          <TriangleAlert size={12} aria-hidden />
          {faults.length}
        </span>
      )}
      <div className={style.ports}>
        <ul>
          {box.ins.map((port) => (
            <li key={port.name} style={{ height: rowHeight }} data-set={box.node.in?.[port.name] !== undefined}>
              <Port node={box.name} port={port} side="in" />
              <span>{port.title ? say(port.title) : port.name}</span>
            </li>
          ))}
        </ul>
        <ul>
          {box.outs.map((port) => (
            <li key={port.name} style={{ height: rowHeight }}>
              <span>{port.title ? say(port.title) : port.name}</span>
              <Port node={box.name} port={port} side="out" />
            </li>
          ))}
        </ul>
      </div>
      {box.spec && box.spec.kind !== 'sink' && <ErrorPort node={box.name} used={box.catches} />}
    </div>
  )
})

interface PortProps {
  readonly node: string
  readonly port: NamedPort
  readonly side: 'in' | 'out'
}

const Port = ({ node, port, side }: PortProps) => {
  const { t, language } = useTexts()
  const misfits = useConnecting(
    ({ from, fits }) => from !== null && !fits({ node, port: port.name, side }) && !isIt(from, node, port.name, side),
  )
  const type = useTypeOf({ node, port: port.name, side }) ?? port
  const what = typeName(type, port.event === true, language)
  return (
    <Handle
      id={port.name}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Position.Left : Position.Right}
      className={style.handle}
      data-type={type.type}
      data-event={port.event === true}
      data-optional={port.optional === true}
      data-misfits={misfits}
      data-testid={`${side === 'in' ? 'in' : 'out'} ${node}.${port.name}`}
      aria-label={t(`canvas.${side}`, { node, port: port.name, type: what })}
      title={`${port.name}: ${what}`}
    />
  )
}

const ErrorPort = ({ node, used }: { readonly node: string; readonly used: boolean }) => {
  const { t } = useTexts()
  return (
    <Handle
      id="error"
      type="source"
      position={Position.Bottom}
      className={`${style.handle} ${style.error}`}
      data-used={used}
      data-event
      data-testid={`out ${node}.error`}
      aria-label={t('canvas.error-port', { node })}
      title={t('canvas.error-port', { node })}
    />
  )
}

const isIt = (from: { readonly node: string; readonly port: string; readonly side: string }, node: string, port: string, side: string) =>
  from.node === node && from.port === port && from.side === side

const fitsAny = (
  box: BoxNode['data']['box'],
  from: 'in' | 'out',
  fits: (to: { readonly node: string; readonly port: string; readonly side: 'in' | 'out' }) => boolean,
) => (from === 'out' ? box.ins : box.outs).some(({ name }) => fits({ node: box.name, port: name, side: from === 'out' ? 'in' : 'out' }))
