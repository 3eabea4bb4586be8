/** Where a port's live value, quality and age are written; the painter fills it. */
import { useEffect, useRef } from 'react'
import style from './live-label.module.css'
import { mountLabel } from './painter.ts'

interface Props {
  readonly port: string
  readonly unit: string | undefined
  readonly name?: string
}

export const LiveLabel = ({ port, unit, name }: Props) => {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => (ref.current ? mountLabel({ port, unit, element: ref.current }) : undefined), [port, unit])
  return (
    <span ref={ref} className={style.label} data-quality="none" data-testid={`live ${name ?? port}`}>
      <b />
      <i />
      <small />
    </span>
  )
}
