/** From a problem to its place: the node in sight, its form open, the field under the keyboard. */
import type { Fault } from '@millrace/flow/fault.ts'
import { camera } from '../canvas/camera.ts'
import { useStage } from '../canvas/stage.ts'
import { select, useView } from '../store/view.ts'
import { nodeOf, useChecked } from './checked.ts'

export const goTo = (fault: Fault): void => {
  const name = nodeOf(fault)
  const box = useStage.getState().scene.boxes.get(name)
  if (box) {
    select([name])
    useView.setState({ field: fault.at.slice(name.length + 1) })
    camera.show(box)
  } else if (name === 'parameters') useView.setState({ dock: 'parameters' })
}

/** The one after that of the selected node; after the last the first. */
export const nextProblem = (): void => {
  const { faults } = useChecked.getState()
  const { nodes } = useView.getState()
  const at = faults.findLastIndex((fault) => nodes.has(nodeOf(fault)))
  const next = faults[(at + 1) % Math.max(1, faults.length)]
  if (next) goTo(next)
}
