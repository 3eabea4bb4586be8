/** Where the parts of a document stand in its text, so that a fault at `celsius.in.text` can name its line. */

export interface Place {
  /** 1-based. */
  readonly line: number
  readonly parts?: ReadonlyMap<string, Place>
}

const nodeParts = ['is', 'was', 'says', 'config', 'in']

/** The deepest part along `path` that is there; names may hold dots, so the longest that fits is taken. */
const deepest = (place: Place, path: string): Place => {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const part = place.parts?.get(path.slice(0, end))
    if (part) return deepest(part, path.slice(end + 1))
  }
  return place
}

/** The line of a fault's `at`: a node's name, or a field of the document; the nearest thing around it where it is not there itself. */
export const lineAt = (root: Place, at: string): number => {
  // What is wrong inside a subflow stands at its node.
  const path = at.replace(/^([^./]+)\/.*/, '$1').replace(/\[(\d+)\]/g, '.$1')
  const nodes = root.parts?.get('nodes')
  const inNodes = nodes && deepest(nodes, path)
  const inDocument = deepest(root, path)
  const [, second = ''] = path.split('.')
  const isNode = inNodes && inNodes !== nodes && (inDocument === root || nodeParts.includes(second))
  return (isNode ? inNodes : inDocument).line
}
