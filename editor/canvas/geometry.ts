/** Where everything of a node lies, from its ports alone: known without a browser, so that the window, the overview and the map can be drawn from the document. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

export const nodeWidth = 168
export const headHeight = 42
export const rowHeight = 20
const footHeight = 7
export const snap = 10

export const nodeHeight = (ins: number, outs: number): number => {
  const rows = Math.max(ins, outs)
  return headHeight + rows * rowHeight + (rows > 0 ? footHeight : 0)
}

/** The middle of a port's handle, from the node's corner. */
export const portAt = (side: 'in' | 'out', row: number): Point => ({
  x: side === 'in' ? 0 : nodeWidth,
  y: headHeight + row * rowHeight + rowHeight / 2,
})

/** The error port hangs below the lower right corner. */
export const errorPortAt = (height: number): Point => ({ x: nodeWidth - 14, y: height })

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

export const grow = (rect: Rect, part: number): Rect => ({
  x: rect.x - rect.width * part,
  y: rect.y - rect.height * part,
  width: rect.width * (1 + 2 * part),
  height: rect.height * (1 + 2 * part),
})

export const around = (rects: Iterable<Rect>): Rect | undefined => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

export const between = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})

/** The two control points of a wire's curve: out to the right, in from the left; a wire that runs back swings wider. */
export const bend = (from: Point, to: Point, down = false): readonly [Point, Point] => {
  const across = to.x - from.x
  const reach = across >= 0 ? Math.max(24, across / 2) : Math.min(240, 40 + Math.sqrt(-across) * 8)
  return [down ? { x: from.x, y: from.y + reach } : { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }]
}

export const wirePath = (from: Point, to: Point, down = false): string => {
  const [a, b] = bend(from, to, down)
  return `M${from.x},${from.y} C${a.x},${a.y} ${b.x},${b.y} ${to.x},${to.y}`
}

/** Where what is on the wire is written: its middle, or on a steep wire nearer to its end, where fewer others cross. */
export const labelPoint = (from: Point, to: Point, down = false): Point => {
  const [a, b] = bend(from, to, down)
  const t = Math.abs(to.y - from.y) < 70 ? 0.5 : 0.7
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const
  const along = (of: 'x' | 'y') => weights[0] * from[of] + weights[1] * a[of] + weights[2] * b[of] + weights[3] * to[of]
  return { x: along('x'), y: along('y') }
}

/** Everything a wire may touch. */
export const wireRect = (from: Point, to: Point): Rect => {
  const [a, b] = bend(from, to)
  const left = Math.min(from.x, b.x, to.x)
  const right = Math.max(to.x, a.x, from.x)
  return { x: left, y: Math.min(from.y, to.y), width: right - left, height: Math.max(1, Math.abs(from.y - to.y)) }
}
