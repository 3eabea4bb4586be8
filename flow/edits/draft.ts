/** A document while one command changes it: only what is touched is kept here, the original stays as it is. */
import { type FlowDocument, type Node, wireFrom } from '../document.ts'
import { isIndex, own, pruned } from './entry.ts'
import { type Order, orderOf } from './order.ts'

export type Fields = Omit<FlowDocument, 'nodes' | 'layout' | 'millrace'>
export type At = [number, number]

/** An index of who feeds whom pays from this many questions on. */
const fewQuestions = 4

export class Draft {
  readonly #before: FlowDocument
  readonly #nodes = new Map<string, Node | undefined>()
  #layout: Record<string, At> | undefined
  #fields: { [F in keyof Fields]?: Fields[F] | undefined } = {}
  #order: Order | undefined
  #fed: Map<string, Set<string>> | undefined
  #questions = 0

  constructor(document: FlowDocument) {
    this.#before = document
  }

  node(name: string): Node | undefined {
    return this.#nodes.has(name) ? this.#nodes.get(name) : own(this.#before.nodes, name)
  }

  /** Asked for before the first node comes or goes. */
  get order(): Order {
    this.#order ??= orderOf(Object.keys(this.#before.nodes))
    return this.#order
  }

  put(name: string, node: Node): void {
    this.#nodes.set(name, node)
    if (this.#fed) this.#note(name, node)
  }

  insert(name: string, node: Node, after: string | null): void {
    this.order.insert(name, after)
    this.put(name, node)
  }

  remove(name: string): void {
    this.order.remove(name)
    this.#nodes.set(name, undefined)
  }

  /** Names of the nodes that `name` feeds. */
  fedBy(name: string): readonly string[] {
    this.#questions++
    if (this.#questions > fewQuestions && this.#fed === undefined) {
      this.#fed = new Map()
      for (const other in this.#before.nodes) this.#note(other, this.node(other))
      for (const [other, node] of this.#nodes) this.#note(other, node)
    }
    if (this.#fed) return [...(this.#fed.get(name) ?? [])].filter((other) => feeds(name, this.node(other)))
    const fed: string[] = []
    for (const other in this.#before.nodes) if (feeds(name, this.node(other))) fed.push(other)
    for (const other of this.#nodes.keys()) if (!Object.hasOwn(this.#before.nodes, other) && feeds(name, this.node(other))) fed.push(other)
    return fed
  }

  place(name: string): At | undefined {
    return own(this.#layout ?? this.#before.layout, name)
  }

  setPlace(name: string, at: At | undefined): void {
    this.#layout ??= { ...this.#before.layout }
    if (at) this.#layout[name] = at
    else delete this.#layout[name]
  }

  field<F extends keyof Fields>(name: F): Fields[F] | undefined {
    return name in this.#fields ? this.#fields[name] : (this.#before as Fields)[name]
  }

  setField<F extends keyof Fields>(name: F, value: Fields[F] | undefined): void {
    this.#fields[name] = value
  }

  done(): FlowDocument {
    const layout = this.#layout ?? this.#before.layout
    return pruned<FlowDocument>({
      ...this.#before,
      ...this.#fields,
      nodes: this.#order
        ? this.#sorted(this.#order)
        : { ...this.#before.nodes, ...Object.fromEntries([...this.#nodes].filter(([, node]) => node !== undefined)) },
      layout: layout && Object.keys(layout).length > 0 ? layout : undefined,
    } as FlowDocument)
  }

  #sorted({ names }: Order): Record<string, Node> {
    const sorted: Record<string, Node> = {}
    for (const name of [...Object.keys(this.#before.nodes).filter(isIndex), ...this.#nodes.keys()]) {
      const node = isIndex(name) ? this.node(name) : undefined
      if (node) sorted[name] = node
    }
    for (const name of names) sorted[name] = this.node(name) as Node
    return sorted
  }

  /** Wires that go again stay noted: whoever asks looks at the node itself. */
  #note(name: string, node: Node | undefined): void {
    for (const input of Object.values(node?.in ?? {})) {
      const from = wireFrom(input)?.node
      if (from === undefined) continue
      const fed = this.#fed?.get(from) ?? new Set<string>()
      this.#fed?.set(from, fed.add(name))
    }
  }
}

const feeds = (name: string, node: Node | undefined): boolean => {
  for (const input in node?.in) if (wireFrom(node.in[input])?.node === name) return true
  return false
}
