/** The scene that follows from the document, and the part of it that React Flow is fed with. */
import { create } from 'zustand'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { camera } from './camera.ts'
import type { Point, Rect } from './geometry.ts'
import { emptyScene, type Scene, sceneOf } from './scene.ts'
import { isFar, nextWindow } from './window.ts'

interface Stage {
  readonly scene: Scene
  readonly window: Rect
  /** Too far away for React Flow: one canvas draws it all. */
  readonly far: boolean
  /** Where nodes are while they are dragged, before it is one gesture. */
  readonly dragged: ReadonlyMap<string, Point>
}

const nowhere: ReadonlyMap<string, Point> = new Map()

export const useStage = create<Stage>(() => ({
  scene: emptyScene,
  window: { x: 0, y: 0, width: 0, height: 0 },
  far: false,
  dragged: nowhere,
}))

export const drag = (to: ReadonlyMap<string, Point>): void => useStage.setState({ dragged: to })
export const drop = (): void => useStage.setState({ dragged: nowhere })

export const startStage = (): void => {
  const rebuild = () => {
    const { draft } = useDraft.getState()
    const { nodes } = useSession.getState().catalogue
    useStage.setState(({ scene }) => ({ scene: draft ? sceneOf(draft.document, nodes, scene) : emptyScene }))
  }
  useDraft.subscribe((now, before) => {
    if (now.draft?.document !== before.draft?.document) rebuild()
  })
  useSession.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) rebuild()
  })
  camera.listen(() => {
    const { window, far } = useStage.getState()
    const now = { window: nextWindow(window, camera.seen()), far: isFar(camera.view()) }
    if (now.window !== window || now.far !== far) useStage.setState(now)
  })
}
