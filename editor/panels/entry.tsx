/** A text that is taken when it is left or Enter is pressed, and put back with Escape: one gesture, not one a letter. */
import { useRef, useState } from 'react'
import controls from './controls.module.css'

interface Props {
  readonly value: string
  readonly label: string
  /** False refuses it. */
  readonly onEnter: (text: string) => unknown
  readonly hint?: string
  readonly width?: number
  readonly testId?: string
  readonly id?: string
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly lines?: number
  readonly code?: boolean
  readonly list?: string
  readonly describedBy?: string
}

export const Entry = (props: Props) => {
  const { value, label, onEnter, hint, width, testId, id, placeholder, invalid = false, lines = 1, code = false, list, describedBy } = props
  const [typed, setTyped] = useState<string>()
  const [refused, setRefused] = useState(false)
  const given = useRef(false)

  const enter = () => {
    if (given.current || typed === undefined || typed === value) return setTyped(undefined)
    const taken = onEnter(typed) !== false
    setRefused(!taken)
    if (taken) setTyped(undefined)
  }

  const shared = {
    id,
    className: `${controls.input}${code ? ` ${controls.code}` : ''}`,
    value: typed ?? value,
    'aria-label': id === undefined ? label : undefined,
    'aria-invalid': refused || invalid,
    'aria-describedby': describedBy,
    'data-testid': testId,
    title: hint,
    placeholder,
    onBlur: enter,
    style: width === undefined ? undefined : { width },
  }
  const change = (text: string) => {
    given.current = false
    setRefused(false)
    setTyped(text)
  }
  const putBack = (target: HTMLElement) => {
    given.current = true
    setTyped(undefined)
    setRefused(false)
    target.blur()
  }

  if (lines > 1)
    return (
      <textarea
        {...shared}
        rows={lines}
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && putBack(event.currentTarget)}
      />
    )
  return (
    <input
      {...shared}
      list={list}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') enter()
        else if (event.key === 'Escape') putBack(event.currentTarget)
      }}
    />
  )
}
