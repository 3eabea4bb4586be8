/** Flat state: the fields of one key side by side in one typed array, seen through a cursor that stands on one key at a time. */
import type { FlatState, Ring } from '@millrace/flow/state.ts'
import type { PerKey } from './column.ts'
import { type Cursor, ringAt, ringCells } from './ring.ts'

/** What a fold gets as its state: the fields of the key it stands on. */
export type View = Cursor & { [field: string]: unknown }

type ViewClass = new (rings: readonly ((view: View) => Ring)[]) => View

/** Cell 0 of a row says whether it was ever used. */
const FIRST = 1

/** One class for every node with this spec, so that its fold sees objects of one shape. Fields come from a definition, never from a user's text. */
const classes = new WeakMap<FlatState, ViewClass>()

const classOf = (spec: FlatState): ViewClass => {
  const known = classes.get(spec)
  if (known) return known
  const cells = cellNames(spec).map((name, i) => {
    const cell = `this.$a[this.$b + ${FIRST + i}]`
    return `get ${JSON.stringify(name)}() { return ${cell} }\nset ${JSON.stringify(name)}(value) { ${cell} = value }`
  })
  const rings = ringNames(spec).map((name, i) => `this[${JSON.stringify(name)}] = rings[${i}](this)`)
  const made = new Function(`'use strict'
return class {
constructor(rings) { this.$a = new Float64Array(0); this.$i = new Int32Array(0); this.$b = 0
${rings.join('\n')} }
${cells.join('\n')}
}`)() as ViewClass
  classes.set(spec, made)
  return made
}

const cellNames = (spec: FlatState) => Object.keys(spec).filter((name) => spec[name]?.flat === 'f64')
const ringNames = (spec: FlatState) => Object.keys(spec).filter((name) => spec[name]?.flat === 'ring')

export class Flat implements PerKey {
  readonly view: View
  readonly width: number
  readonly #spec: FlatState
  #room = 0

  /** `size` gives the length of a ring that is named by a config field. */
  constructor(spec: FlatState, size: (field: string) => number) {
    this.#spec = spec
    let width = FIRST + cellNames(spec).length
    const rings = ringNames(spec).map((name) => {
      const field = spec[name] as { readonly size: number | string }
      const at = { offset: width, size: typeof field.size === 'number' ? field.size : size(field.size) }
      width += ringCells(at.size)
      return at
    })
    this.width = width
    this.view = new (classOf(spec))(
      rings.map(
        ({ offset, size }) =>
          (view) =>
            ringAt(view, offset, size, width),
      ),
    )
  }

  /** Moves the cursor to a key that is used from now on. */
  stand(k: number): View {
    const { view } = this
    view.$b = k * this.width
    view.$a[view.$b] = 1
    return view
  }

  /** Was anything kept for this key? The cursor then stands there. */
  at(k: number): View | undefined {
    if (k >= this.#room || this.view.$a[k * this.width] !== 1) return undefined
    this.view.$b = k * this.width
    return this.view
  }

  grow(count: number): void {
    if (count <= this.#room) return
    const room = Math.max(count, 2 * this.#room)
    const wider = new Float64Array(room * this.width)
    wider.set(this.view.$a)
    this.view.$a = wider
    this.view.$i = new Int32Array(wider.buffer)
    for (let k = this.#room; k < room; k++) this.#begin(k)
    this.#room = room
  }

  clear(k: number): void {
    if (!this.at(k)) return
    for (const name of ringNames(this.#spec)) (this.view[name] as Ring).clear()
    this.#begin(k)
    this.view.$a[k * this.width] = 0
  }

  #begin(k: number): void {
    const { view, width } = this
    cellNames(this.#spec).forEach((name, i) => {
      view.$a[k * width + FIRST + i] = (this.#spec[name] as { readonly initial: number }).initial
    })
  }

  save(k: number): Readonly<Record<string, unknown>> | undefined {
    const view = this.at(k)
    if (!view) return undefined
    const ring = (name: string) => {
      const its = view[name] as Ring
      return Array.from({ length: its.length }, (_, i) => its.at(i))
    }
    return Object.fromEntries(Object.entries(this.#spec).map(([name, { flat }]) => [name, flat === 'ring' ? ring(name) : view[name]]))
  }

  load(k: number, saved: Readonly<Record<string, unknown>>): void {
    this.grow(k + 1)
    this.clear(k)
    const view = this.stand(k)
    for (const name of cellNames(this.#spec)) if (typeof saved[name] === 'number') view[name] = saved[name]
    for (const name of ringNames(this.#spec)) for (const value of (saved[name] ?? []) as number[]) (view[name] as Ring).push(value)
  }
}
