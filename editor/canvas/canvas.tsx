/** The flow, drawn: React Flow for what is near, one canvas beneath it for the rest. */
import '@xyflow/react/dist/base.css'
import { type OnNodesChange, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { connect } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { Band } from './band.tsx'
import { camera } from './camera.ts'
import style from './canvas.module.css'
import { startConnecting, stopConnecting, useConnecting } from './connecting.ts'
import { Distance } from './distance.tsx'
import { dragOrDrop } from './dragging.ts'
import { type BoxNode, useFedNodes, useFedWires, useNames } from './fed.ts'
import { type Point, snap } from './geometry.ts'
import { useKeys } from './keys.ts'
import { Minimap } from './minimap.tsx'
import { NodeView } from './node-view.tsx'
import { picked } from './picked.ts'
import { released } from './released.ts'
import type { Box } from './scene.ts'
import { useStage } from './stage.ts'
import { WireView } from './wire-view.tsx'
import { Zoom } from './zoom.tsx'

const nodeTypes = { box: NodeView }
const edgeTypes = { wire: WireView }
const middleAndRight = [0, 1, 2]

/** The node that is drawn from afar at a place. */
const atFar = ({ x, y }: Point): Box | undefined => {
  const { scene, far } = useStage.getState()
  return far ? scene.grid.find({ x, y, width: 1, height: 1 }).at(-1) : undefined
}

const Flow = () => {
  const { t } = useTexts()
  const pane = useRef<HTMLDivElement>(null)
  const { setViewport, screenToFlowPosition } = useReactFlow()
  const nodes = useFedNodes()
  const wires = useFedWires(nodes)
  const fed = useNames(nodes)
  const focus = useView((view) => view.focus)
  const keys = useKeys()

  useEffect(() => {
    camera.driver((view, durationMs) => void setViewport(view, { duration: durationMs }))
    const size = new ResizeObserver(([entry]) => entry && camera.resized(entry.contentRect))
    if (pane.current) size.observe(pane.current)
    return () => size.disconnect()
  }, [setViewport])

  const changed: OnNodesChange<BoxNode> = useCallback((changes) => dragOrDrop(changes), [])

  return (
    <div
      ref={pane}
      className={style.canvas}
      data-testid="canvas"
      role="application"
      aria-label={t('canvas.label')}
      aria-activedescendant={focus === null ? undefined : `node-${focus}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is one stop of the Tab key and names the node it stands on
      tabIndex={0}
      onKeyDown={keys}
    >
      <Distance fed={fed} />
      <ReactFlow
        nodes={nodes}
        edges={wires}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changed}
        onMove={(_event, view) => camera.moved(view)}
        onMoveStart={() => pane.current?.setAttribute('data-moving', '')}
        onMoveEnd={() => pane.current?.removeAttribute('data-moving')}
        onInit={() => camera.open(useStage.getState().scene.bounds)}
        onNodeClick={(event, node) => picked(event, node.id)}
        onEdgeClick={(_event, wire) => select([], [wire.id])}
        onPaneClick={(event) => {
          const { quickAdd } = useView.getState()
          const far = atFar(screenToFlowPosition({ x: event.clientX, y: event.clientY }))
          if (quickAdd) useView.setState({ quickAdd: null })
          else if (far) picked(event, far.name)
          else if (!event.shiftKey) select([])
        }}
        onDoubleClick={(event) => {
          if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
          const at = { x: event.clientX, y: event.clientY }
          const far = atFar(screenToFlowPosition(at))
          if (far) camera.show(far)
          else useView.setState({ quickAdd: { at, place: screenToFlowPosition(at) } })
        }}
        onConnectStart={(_event, { nodeId, handleId, handleType }) => {
          if (nodeId && handleId && handleType)
            startConnecting({ node: nodeId, port: handleId, side: handleType === 'source' ? 'out' : 'in' }, useStage.getState().scene)
        }}
        isValidConnection={({ source, sourceHandle, target, targetHandle }) => {
          const { from, fits } = useConnecting.getState()
          if (!sourceHandle || !targetHandle) return false
          return from?.side === 'in'
            ? fits({ node: source, port: sourceHandle, side: 'out' })
            : fits({ node: target, port: targetHandle, side: 'in' })
        }}
        onConnect={({ source, sourceHandle, target, targetHandle }) => {
          if (sourceHandle && targetHandle) connect({ node: source, port: sourceHandle }, { node: target, port: targetHandle })
        }}
        onConnectEnd={(event, state) => {
          const { fits } = useConnecting.getState()
          stopConnecting()
          released(event, state, screenToFlowPosition, fits)
        }}
        connectionRadius={18}
        minZoom={0.02}
        maxZoom={2}
        snapToGrid
        snapGrid={[snap, snap]}
        panOnDrag={middleAndRight}
        zoomOnDoubleClick={false}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        deleteKeyCode={null}
        panActivationKeyCode="Space"
        selectNodesOnDrag={false}
        disableKeyboardA11y
        nodesFocusable={false}
        edgesFocusable={false}
        elevateNodesOnSelect={false}
        proOptions={{ hideAttribution: true }}
      />
      <Band />
      <Zoom />
      <Minimap />
    </div>
  )
}

export const Canvas = () => (
  <ReactFlowProvider>
    <Flow />
  </ReactFlowProvider>
)
