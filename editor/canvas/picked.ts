/** What a click on a node means for the selection. */
import { select, useView } from '../store/view.ts'

interface Keys {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

export const picked = (keys: Keys, name: string): void => {
  const { nodes } = useView.getState()
  if (keys.shiftKey || keys.ctrlKey || keys.metaKey) {
    const left = [...nodes].filter((one) => one !== name)
    select(nodes.has(name) ? left : [...nodes, name])
  } else select([name])
  useView.setState({ focus: name })
}
