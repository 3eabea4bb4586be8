/** A wire on the canvas, with what is on it now. */
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTypeOf } from '../check/checked.ts'
import { LiveLabel } from '../live/live-label.tsx'
import { useView } from '../store/view.ts'
import { handleSize, type WireEdge } from './fed.ts'
import { labelPoint, wirePath } from './geometry.ts'
import style from './wire-view.module.css'

const half = handleSize / 2

export const WireView = memo(({ id, data, sourceX, sourceY, targetX, targetY, selected }: EdgeProps<WireEdge>) => {
  const live = useView((view) => view.live)
  const down = data?.wire.error ?? false
  const from = down ? { x: sourceX, y: sourceY - half } : { x: sourceX - half, y: sourceY }
  const to = { x: targetX + half, y: targetY }
  const path = wirePath(from, to, down)
  const label = labelPoint(from, to, down)
  const source = data && `${data.wire.from.node}.${data.wire.from.port}`
  const type = useTypeOf({ node: data?.wire.from.node ?? '', port: data?.wire.from.port ?? '', side: 'out' })
  const unit = type && 'unit' in type ? type.unit : undefined
  return (
    <g data-testid={`wire ${id}`} data-selected={selected} className={style.wire}>
      <path d={path} className={style.reach} />
      <path d={path} className={style.line} />
      {live && source && (
        <EdgeLabelRenderer>
          <div className={style.label} style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}>
            <LiveLabel port={source} unit={unit} name={id} />
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})
