/** Asks the runtime for the values of the wires on screen, a moment after they came to rest. */

import { useStage } from '../canvas/stage.ts'
import { ask, onLine } from '../link/runtime.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { forgetValues, nextSet } from './values.ts'

const restMs = 150
const most = 5_000
let timer: ReturnType<typeof setTimeout> | undefined
let asked = ''

export const startTaps = (): void => {
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask_().catch((error: unknown) => console.warn(error)), restMs)
  }
  useStage.subscribe(soon)
  useView.subscribe((now, before) => {
    if (now.live !== before.live || now.key !== before.key || now.wires !== before.wires) soon()
  })
  useSession.subscribe((now, before) => {
    if (now.online === before.online) return
    asked = ''
    soon()
  })
}

const ask_ = async (): Promise<void> => {
  const { draft } = useDraft.getState()
  if (!draft || !onLine()) return
  const { live, key } = useView.getState()
  const wires = live ? wanted() : []
  const now = JSON.stringify([draft.flow, key, wires])
  if (now === asked) return
  const moved = JSON.stringify([draft.flow, key]) !== JSON.stringify(JSON.parse(asked || '[]').slice(0, 2))
  asked = now
  if (moved) forgetValues()
  await ask('taps.set', { flow: draft.flow, set: nextSet(wires), wires, ...(key !== null && { key }) })
}

const wanted = (): string[] => {
  const { scene, window, far } = useStage.getState()
  const ports = new Set<string>()
  if (!far) for (const box of scene.grid.find(window)) for (const port of box.outs) ports.add(`${box.name}.${port.name}`)
  for (const id of useView.getState().wires) {
    const wire = scene.wires.get(id)
    if (wire) ports.add(`${wire.from.node}.${wire.from.port}`)
  }
  return [...ports].slice(0, most)
}
