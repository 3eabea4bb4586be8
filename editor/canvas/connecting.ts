/** What a wire that is being drawn would fit: known for every port at once when the drawing begins, so that misfits can fade. */
import type { NamedPort } from '@millrace/flow/catalogue.ts'
import { misfit } from '@millrace/flow/check/fit.ts'
import type { Type } from '@millrace/flow/type.ts'
import { create } from 'zustand'
import { typeOf } from '../check/checked.ts'
import type { PortEnd } from '../store/view.ts'
import type { Box, Scene } from './scene.ts'

interface Connecting {
  readonly from: PortEnd | null
  fits(to: PortEnd): boolean
}

export const useConnecting = create<Connecting>(() => ({ from: null, fits: () => true }))

export const startConnecting = (from: PortEnd, scene: Scene): void => useConnecting.setState({ from, fits: fitting(from, scene) })

export const stopConnecting = (): void => useConnecting.setState({ from: null, fits: () => true })

export const portOf = (scene: Scene, { node, port, side }: PortEnd): NamedPort | undefined =>
  (side === 'in' ? scene.boxes.get(node)?.ins : scene.boxes.get(node)?.outs)?.find(({ name }) => name === port)

const fitting = (from: PortEnd, scene: Scene): Connecting['fits'] => {
  const mine = portOf(scene, from)
  const type = typeAt(from, scene) ?? mine
  const behind = looping(from, scene)
  return (to) => {
    if (to.side === from.side || behind.has(to.node)) return false
    const port = portOf(scene, to)
    const other = typeAt(to, scene) ?? port
    if (!type || !other) return true
    const [source, target] = from.side === 'out' ? [type, other] : [other, type]
    const [out, into, end] = from.side === 'out' ? [mine, port, to] : [port, mine, from]
    return fitsType(source, target) && !(out?.event && into && !into.event && heldBeside(scene.boxes.get(end.node), end.port))
  }
}

/** What an input is bound to by its own wire alone doesn't count: that wire would be replaced. */
const typeAt = (end: PortEnd, scene: Scene): Type | undefined =>
  end.side === 'in' && !heldBeside(scene.boxes.get(end.node), end.port) ? undefined : typeOf(end)

export const fitsType = (source: Type, target: Type): boolean => misfit(source, target) === undefined

/** An event can't feed a held input of a node that has other wired inputs. */
const heldBeside = (box: Box | undefined, input: string): boolean =>
  Object.entries(box?.node.in ?? {}).some(([name, value]) => name !== input && (typeof value === 'string' || 'from' in value))

/** The nodes to which a wire would close a loop that no register breaks. */
const looping = ({ node, side }: PortEnd, scene: Scene): ReadonlySet<string> => {
  const reached = new Set<string>()
  const queue = [node]
  for (const name of queue) {
    if (reached.has(name) || scene.boxes.get(name)?.spec?.kind === 'register') continue
    reached.add(name)
    for (const wire of scene.wiresOf.get(name) ?? []) {
      const next = side === 'out' ? wire.from.node : wire.to.node
      if (next !== name) queue.push(next)
    }
  }
  return reached
}
