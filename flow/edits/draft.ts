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
      for (const [other, node] of this.#all()) this.#note(other, node)
    }
    const names = this.#fed ? (this.#fed.get(name) ?? []) : [...this.#all()].map(([other]) => other)
    return [...names].filter((other) => feeds(name, this.node(other)))
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
      nodes: this.#order ? this.#sorted(this.#order) : { ...this.#before.nodes, ...Object.fromEntries(this.#present()) },
      layout: layout && Object.keys(layout).length > 0 ? layout : undefined,
    } as FlowDocument)
  }

  *#present(): Generator<[string, Node]> {
    for (const [name, node] of this.#nodes) if (node) yield [name, node]
  }

  *#all(): Generator<[string, Node]> {
    const { nodes } = this.#before
    for (const name in nodes) if (!this.#nodes.has(name)) yield [name, nodes[name] as Node]
    yield* this.#present()
  }

  #sorted({ names }: Order): Record<string, Node> {
    const sorted = Object.fromEntries([...this.#all()].filter(([name]) => isIndex(name)))
    for (const name of names) sorted[name] = this.node(name) as Node
    return sorted
  }

  /** Wires that go again stay noted: whoever asks looks at the node itself. */
  #note(name: string, node: Node): void {
    for (const input of Object.values(node.in ?? {})) {
      const from = wireFrom(input)?.node
      if (from === undefined) continue
      const fed = this.#fed?.get(from) ?? new Set<string>()
      this.#fed?.set(from, fed.add(name))
    }
  }
}

const feeds = (name: string, node: Node | undefined): boolean =>
  Object.values(node?.in ?? {}).some((input) => wireFrom(input)?.node === name)
