/** The right side: the form of what is selected. */
import { useDraft } from '../store/draft.ts'
import { useView } from '../store/view.ts'
import { FlowForm } from './flow-form.tsx'
import style from './form.module.css'
import { ManyForm } from './many-form.tsx'
import { NodeForm } from './node-form.tsx'
import { WireForm } from './wire-form.tsx'

const Inspector = () => {
  const nodes = useView((view) => view.nodes)
  const wires = useView((view) => view.wires)
  const [first] = nodes
  const node = useDraft(({ draft }) => (first === undefined ? undefined : draft?.document.nodes[first]))
  const [wire] = wires
  return (
    <div className={style.inspector} data-testid="inspector">
      {nodes.size === 1 && first !== undefined && node && <NodeForm key={first} name={first} node={node} />}
      {nodes.size > 1 && <ManyForm names={nodes} />}
      {nodes.size === 0 && wires.size === 0 && <FlowForm />}
      {nodes.size === 0 && wire !== undefined && <WireForm key={wire} id={wire} />}
    </div>
  )
}

export default Inspector
