/** The outputs that an input could be wired to by name, so that a wire can be drawn without a mouse. */
import type { NamedPort } from '@millrace/flow/catalogue.ts'
import { fitsType } from '../canvas/connecting.ts'
import type { Scene } from '../canvas/scene.ts'
import { typeOf } from '../check/checked.ts'

const most = 200

export const fittingOutputs = (scene: Scene, node: string, into: NamedPort): readonly string[] => {
  const found: string[] = []
  for (const box of scene.boxes.values()) {
    if (box.name === node) continue
    for (const port of box.outs) {
      if (found.length >= most) return found
      if (fitsType(typeOf({ node: box.name, port: port.name, side: 'out' }) ?? port, into)) found.push(`${box.name}.${port.name}`)
    }
  }
  return found
}

export const isOutput = (scene: Scene, wire: string): boolean => {
  const dot = wire.lastIndexOf('.')
  const box = scene.boxes.get(wire.slice(0, dot))
  return box?.outs.some(({ name }) => name === wire.slice(dot + 1)) === true
}
