/** What a person can do to a flow: each one command with a name, one step of undo. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { type Input, wireFrom } from '@millrace/flow/document.ts'
import type { Edit, EditCommand } from '@millrace/flow/edit-command.ts'
import { freeName } from '@millrace/flow/name.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Point } from '../canvas/geometry.ts'
import { useStage } from '../canvas/stage.ts'
import { words } from '../text/i18n.ts'
import { act } from './acts.ts'
import { placedBetween } from './between.ts'
import { useDraft } from './draft.ts'
import { withOnlyConnection } from './only-connection.ts'
import { type PortEnd, select, useView } from './view.ts'

interface End {
  readonly node: string
  readonly port: string
}

const nodesNow = () => useDraft.getState().draft?.document.nodes ?? {}

const rounded = ({ x, y }: Point): [number, number] => [Math.round(x), Math.round(y)]

/** `wired`: a port of another node, and which of the new node's ports it is wired to. */
export const addNode = (spec: NodeSpec, at: Point, wired?: { readonly end: PortEnd; readonly port: string }): string | undefined => {
  const nodes = nodesNow()
  const name = freeName(spec.is.slice(spec.is.lastIndexOf('/') + 1), (wish) => Object.hasOwn(nodes, wish))
  const feeds = wired?.end.side === 'out' && wired
  const config = withOnlyConnection(spec)
  const edits: Edit[] = [
    {
      do: 'add-node',
      name,
      node: {
        is: spec.is,
        ...(Object.keys(config).length > 0 && { config }),
        ...(feeds && { in: { [feeds.port]: `${feeds.end.node}.${feeds.end.port}` } }),
      },
      at: rounded(at),
    },
  ]
  if (wired && !feeds) edits.push({ do: 'set-input', node: wired.end.node, input: wired.end.port, to: `${name}.${wired.port}` })
  if (!act(words('gesture.add', { title: spec.title }), edits)) return undefined
  select([name])
  return name
}

export const connecting = (source: End, target: End): readonly Edit[] => {
  const held = nodesNow()[target.node]?.in?.[target.port]
  const wire = `${source.node}.${source.port}`
  const to: Input = typeof held === 'object' && 'from' in held ? { ...held, from: wire } : wire
  return [{ do: 'set-input', node: target.node, input: target.port, to }]
}

export const connect = (source: End, target: End): boolean => act(words('gesture.connect'), connecting(source, target))

export const setInput = (node: string, input: string, to: Input | null): boolean =>
  act(words(to === null ? 'gesture.disconnect' : 'gesture.set', { field: input }), [{ do: 'set-input', node, input, to }])

/** An undefined value lets the default hold. */
export const setConfig = (node: string, path: readonly (string | number)[], to: Json | undefined): boolean =>
  act(words(to === undefined ? 'gesture.reset' : 'gesture.set', { field: path.join('.') }), [
    { do: 'set-config', node, path: [...path], ...(to !== undefined && { to }) },
  ])

export const rename = (from: string, to: string): boolean => {
  if (from === to) return false
  const done = act(words('gesture.rename', { from, to }), [{ do: 'rename-node', from, to }])
  if (done) select([to])
  return done
}

export const setSays = (node: string, to: string): boolean =>
  act(words('gesture.note', { node }), [{ do: 'set-says', node, to: to === '' ? null : to }])

export const moveBy = (names: Iterable<string>, { x, y }: Point): boolean => {
  const { boxes } = useStage.getState().scene
  const to: Record<string, [number, number]> = {}
  for (const name of names) {
    const box = boxes.get(name)
    if (box) to[name] = rounded({ x: box.x + x, y: box.y + y })
  }
  return moveTo(to)
}

export const moveTo = (to: Readonly<Record<string, [number, number]>>): boolean => {
  const count = Object.keys(to).length
  return count > 0 && act(words('gesture.move', { count }), [{ do: 'move', to: { ...to } }])
}

/** What is selected: nodes with their wires, and wires. With `heal`, what fed a node goes on to what it fed. */
export const remove = (heal = false): void => {
  const { nodes, wires } = useView.getState()
  const edits: Edit[] = []
  for (const id of wires) {
    const wire = useStage.getState().scene.wires.get(id)
    if (wire && !nodes.has(wire.to.node)) edits.push({ do: 'set-input', node: wire.to.node, input: wire.to.port, to: null })
  }
  for (const name of nodes) edits.push({ do: 'remove-node', name })
  if (heal) edits.push(...healing(nodes))
  const count = nodes.size || wires.size
  const says = words(nodes.size > 0 ? 'gesture.delete' : 'gesture.delete-wires', { count })
  if (act(says, edits)) select([])
}

const healing = (gone: ReadonlySet<string>): Edit[] => {
  const all = nodesNow()
  const { wiresOf } = useStage.getState().scene
  const feeder = (name: string, seen: ReadonlySet<string> = new Set()): string | undefined => {
    const first = Object.values(all[name]?.in ?? {}).find((input) => wireFrom(input))
    const from = wireFrom(first)
    if (!from || seen.has(name)) return undefined
    return gone.has(from.node) ? feeder(from.node, new Set([...seen, name])) : `${from.node}.${from.port}`
  }
  return [...gone].flatMap((name) =>
    (wiresOf.get(name) ?? []).flatMap((wire): Edit[] => {
      const source = wire.from.node === name && !gone.has(wire.to.node) ? feeder(name) : undefined
      return source === undefined ? [] : [{ do: 'set-input', node: wire.to.node, input: wire.to.port, to: source }]
    }),
  )
}

/** What a fault offers, after what the person was about to do. */
export const fix = (command: EditCommand, first: readonly Edit[] = []): boolean =>
  act(command.says, [...first, ...placedBetween(useStage.getState().scene, command.edits)])
