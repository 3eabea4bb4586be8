/** An edit on a document where names have changed since it was made. */
import type { Edit } from '../edit-command.ts'
import { inGroup, inInput, inSteps, type Naming } from './mentions.ts'

export const followed = (edit: Edit, named: Naming): Edit => {
  switch (edit.do) {
    case 'add-node': {
      const inputs = Object.entries(edit.node.in ?? {}).map(([input, from]) => [input, inInput(from, named)])
      return { ...edit, ...behind(edit, named), node: { ...edit.node, ...(edit.node.in && { in: Object.fromEntries(inputs) }) } }
    }
    case 'remove-node':
      return { ...edit, name: named(edit.name) }
    case 'rename-node':
      return { ...edit, ...behind(edit, named), from: named(edit.from) }
    case 'set-input':
      return { ...edit, node: named(edit.node), to: edit.to && inInput(edit.to, named) }
    case 'set-config':
    case 'set-says':
      return { ...edit, node: named(edit.node) }
    case 'move':
      return { ...edit, to: Object.fromEntries(Object.entries(edit.to).map(([node, at]) => [named(node), at])) }
    case 'set-test':
      return { ...edit, to: edit.to && inSteps(edit.to, named) }
    case 'set-group':
      return { ...edit, to: edit.to && inGroup(edit.to, named) }
    default:
      return edit
  }
}

/** Of nodes alone: inputs, fields and tests stand behind what is no node. */
const behind = ({ after }: { readonly after?: string | null | undefined }, named: Naming) =>
  typeof after === 'string' ? { after: named(after) } : {}
