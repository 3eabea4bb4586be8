/** Writes one segment of a plan as straight-line JavaScript. Only names made here, port names of definitions and numbers go into it, never a user's text. */
import type { Plan, PlanInput, PlanNode, PlanWire } from './plan.ts'

const BAD = 2147483648

/** The body of `new Function('R', …)`: gives back `(k, tick) => void`. `R` is the `Machine`. */
export const generate = (plan: Plan, segment: number): string => {
  const nodes = (plan.segments[segment] ?? []).map((index) => plan.nodes[index] as PlanNode)
  const writer = new Writer(plan, segment)
  const fired = nodes.map((node) => writer.node(node))
  // In this order: what is written last says which wires and constants the lines above it need.
  const epilogue = writer.epilogue()
  const prologue = writer.prologue()
  return [
    "'use strict'",
    'const { W, at, tap, parent, nearest, Sample } = R, Wv = W.v, Wq = W.q, Wt = W.t, Wa = W.a, Wl = W.l',
    ...writer.constants,
    'return (k, tick) => {',
    ...prologue,
    ...fired.flat(),
    ...epilogue,
    '}',
  ].join('\n')
}

class Writer {
  readonly plan: Plan
  readonly segment: number
  readonly constants: string[] = []
  #mentioned = new Set<number>()
  #known = new Set<string>()

  constructor(plan: Plan, segment: number) {
    this.plan = plan
    this.segment = segment
  }

  #constant(name: string, value: string): string {
    if (!this.#known.has(name)) {
      this.#known.add(name)
      this.constants.push(`const ${name} = ${value}`)
    }
    return name
  }

  #wire(index: number): PlanWire {
    this.#mentioned.add(index)
    return this.plan.wires[index] as PlanWire
  }

  #hold(index: number): string {
    return this.#constant(`H${index}`, `R.holds[${index}]`)
  }

  /** A port's name as a property: written out where it is a plain word of the definition, else a constant. */
  #property(node: PlanNode, name: string): string {
    const fixed = node.checked.spec.in.concat(node.checked.spec.out).some((port) => !('for' in port) && port.name === name)
    return fixed && /^[A-Za-z]\w*$/.test(name)
      ? name
      : `[${this.#constant(`N${node.index}_${this.#nameIndex(node, name)}`, `R.portNames[${node.index}][${this.#nameIndex(node, name)}]`)}]`
  }

  #nameIndex(node: PlanNode, name: string): number {
    return [...node.inputs.map((input) => input.name), ...node.outputs.map((wire) => this.plan.wires[wire]?.port)].indexOf(name)
  }

  #read(node: PlanNode, from: string, name: string): string {
    const property = this.#property(node, name)
    return property.startsWith('[') ? from + property : `${from}.${property}`
  }

  /** Wires this segment reads or sets: locals, loaded where they may have been set from outside. */
  prologue(): string[] {
    return [...this.#mentioned]
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const wire = this.plan.wires[index] as PlanWire
        const late = wire.lateable ? `, l${index} = false` : ''
        if (!wire.shared) return [`let a${index} = false, v${index}, q${index} = 0, t${index} = 0${late}`]
        const own = this.plan.nodes[wire.node]?.segment === this.segment
        return [
          `let a${index} = Wa[${index}] === tick, v${index}, q${index} = 0, t${index} = 0${late}`,
          `if (a${index}) { v${index} = Wv[${index}]; q${index} = Wq[${index}]; t${index} = Wt[${index}]${wire.lateable ? `; l${index} = Wl[${index}]` : ''}${own ? `; ${this.#keep(wire)}` : ''} }`,
        ]
      })
  }

  /** What happens to every sample on a wire: it is held, seen by taps, and an alarm's transition is an effect. */
  #keep(wire: PlanWire): string {
    const w = wire.index
    const hold = wire.held
      ? `${this.#hold(w)}.v[k] = v${w}; H${w}.q[k] = q${w}; H${w}.t[k] = t${w}${wire.aged ? `; H${w}.n[k] = at.now` : ''}`
      : ''
    return [
      wire.lateable && hold ? `if (!l${w}) { ${hold} }` : hold,
      `if (tap[${w}] !== 0) R.tapped(${w}, k, v${w}, q${w}, t${w})`,
      wire.effect === 'alarm' ? `R.alarm(${w}, k, v${w}, q${w}, t${w})` : '',
    ]
      .filter(Boolean)
      .join('; ')
  }

  #produced(wire: PlanWire): string {
    const w = wire.index
    const crosses = wire.shared && wire.to.some((input) => this.plan.nodes[input.node]?.segment !== this.segment)
    return `${this.#keep(wire)}${crosses ? `; Wv[${w}] = v${w}; Wq[${w}] = q${w}; Wt[${w}] = t${w}; Wa[${w}] = tick${wire.lateable ? `; Wl[${w}] = l${w}` : ''}` : ''}`
  }

  /** Registers whose input is set in this segment are written when the tick is over. */
  epilogue(): string[] {
    return (this.plan.segments[this.segment] ?? []).flatMap((index) => {
      const node = this.plan.nodes[index] as PlanNode
      const wires = [...node.outputs, ...(node.error === undefined ? [] : [node.error])].map((wire) => this.plan.wires[wire] as PlanWire)
      return wires.flatMap((wire) =>
        wire.to
          .filter((input) => this.plan.nodes[input.node]?.definition.kind === 'register')
          .map((input) => {
            this.#mentioned.add(wire.index)
            return `if (a${wire.index}${wire.lateable ? ` && !l${wire.index}` : ''} && q${wire.index} < ${BAD}) R.pend(${input.node}, k, v${wire.index}, q${wire.index}, t${wire.index})`
          }),
      )
    })
  }

  node(node: PlanNode): string[] {
    const { kind } = node.definition
    // Registers are written in the epilogue of the segment that feeds them; mention their wires before the prologue is written.
    for (const output of [...node.outputs, ...(node.error === undefined ? [] : [node.error])]) {
      const wire = this.#wire(output)
      if (!wire.shared && wire.to.length === 0 && wire.port === 'error') this.#mentioned.delete(output)
    }
    if (kind === 'source' || kind === 'register') return []
    if (kind === 'gather') return this.#gather(node)
    const triggers = this.#triggers(node)
    if (triggers.length === 0) return []
    const fire = kind === 'map' && 'oneByOne' in node.definition && node.definition.oneByOne ? this.#oneByOne(node) : this.#fire(node)
    return [`if (${triggers.join(' || ')}) fire${node.index}: {`, ...fire.map((line) => `  ${line}`), '}']
  }

  #triggers(node: PlanNode): string[] {
    return node.inputs.flatMap((input) => [
      ...(input.from !== undefined && !input.register ? [this.#arrived(node, input.from)] : []),
      ...(input.feed !== undefined ? [this.#arrived(node, input.feed)] : []),
    ])
  }

  /** Has the wire a sample in this tick that this node may see? */
  #arrived(node: PlanNode, index: number): string {
    const wire = this.#wire(index)
    if (!wire.lateable) return `a${index}`
    const eventTime = 'eventTime' in node.definition && node.definition.eventTime === true
    const passes = node.definition.kind === 'map' && node.outputs.some((out) => this.plan.wires[out]?.lateable)
    return eventTime || passes ? `a${index}` : `(a${index} && !l${index})`
  }

  /** Lines that leave an input's sample in `x{i}`, `xq{i}`, `xt{i}`, with quality -1 where there is none. */
  #input(node: PlanNode, input: PlanInput, i: number): string[] {
    const n = node.index
    const lines = [`let x${i}, xq${i} = -1, xt${i} = -Infinity`]
    const set = (v: string, q: string, t: string) => `x${i} = ${v}; xq${i} = ${q}; xt${i} = ${t}`
    if (input.literal !== undefined) return [...lines, set(this.#constant(`L${n}_${i}`, `R.literals[${n}][${i}]`), '0', '-Infinity')]
    if (input.parameter !== undefined)
      return [...lines, set(`${this.#constant(`P${n}_${i}`, `R.parameterInputs[${n}][${i}]`)}[k]`, '0', '-Infinity')]
    const initial =
      input.initial === undefined ? '' : ` else { ${set(this.#constant(`I${n}_${i}`, `R.initials[${n}][${i}]`), '0', '-Infinity')} }`
    const columns: string[] = []
    if (input.register) {
      columns.push(this.#constant(`G${input.from}`, `R.registers[${this.plan.wires[input.from as number]?.node}]`))
    }
    for (const index of [input.feed, input.register ? undefined : input.from]) {
      if (index === undefined) continue
      const wire = this.#wire(index)
      lines.push(`${lines.length > 1 ? 'else ' : ''}if (${this.#arrived(node, index)}) { ${set(`v${index}`, `q${index}`, `t${index}`)} }`)
      if (wire.held && !wire.event && !input.event) columns.push(this.#hold(index))
    }
    const register = input.register
      ? `else { ${set(`R.registerInitials[${this.plan.wires[input.from as number]?.node}]`, '0', '-Infinity')} }`
      : initial
    if (columns.length === 0) return initial && lines.length > 1 ? [...lines, initial.trim()] : lines
    const age =
      input.maxAge === undefined ? '' : `; if (at.now - ${columns.at(-1)}.n[m] > ${input.maxAge}) { x${i} = undefined; xq${i} = R.tooOld }`
    const look = columns.map(
      (column) =>
        `{ const m = ${column}.q[k] >= 0 ? k : nearest(parent, ${column}.q, k); if (m >= 0) { ${set(`${column}.v[m]`, `${column}.q[m]`, `${column}.t[m]`)}${age} } }`,
    )
    const looks = look.map((line, at) => (at === 0 ? line : `if (xq${i} < 0) ${line}`)).join(' ')
    const last = register ? ` if (xq${i} < 0) ${register.replace(/^ ?else /, '')}` : ''
    return [...lines, `${lines.length > 1 ? 'else ' : ''}{ ${looks}${last} }`]
  }

  #inputs(node: PlanNode): { readonly lines: string[]; readonly used: PlanInput[] } {
    const used = node.inputs.filter(
      (input) =>
        input.from !== undefined ||
        input.feed !== undefined ||
        input.literal !== undefined ||
        input.parameter !== undefined ||
        input.initial !== undefined,
    )
    const lines = used.flatMap((input, i) => [
      ...this.#input(node, input, i),
      ...(input.optional || input.literal !== undefined || input.parameter !== undefined || input.register
        ? []
        : [`if (xq${i} < 0) break fire${node.index}`]),
    ])
    return { lines, used }
  }

  #quality(used: readonly PlanInput[]): string[] {
    const live = used.map((input, i) => ({ input, i })).filter(({ input }) => input.literal === undefined && input.parameter === undefined)
    const [first, ...rest] = live
    if (!first) return ['let q = 0, t = at.now']
    const present = (input: PlanInput, i: number) => (input.optional ? `xq${i} >= 0 && ` : '')
    return [
      `let q = ${first.input.optional ? `xq${first.i} < 0 ? 0 : xq${first.i}` : `xq${first.i}`}, t = xt${first.i}`,
      ...rest.map(({ input, i }) => `if (${present(input, i)}(xq${i} >>> 30) > (q >>> 30)) q = xq${i}; if (xt${i} > t) t = xt${i}`),
    ]
  }

  #object(node: PlanNode, used: readonly PlanInput[], judges: boolean): string {
    const fields = used.map((input, i) => {
      const value = judges ? `xq${i} < 0 ? undefined : new Sample(x${i}, xq${i}, xt${i})` : `x${i}`
      return `${this.#property(node, input.name)}: ${value}`
    })
    return `{ ${fields.join(', ')} }`
  }

  #fire(node: PlanNode): string[] {
    const n = node.index
    const { definition } = node
    const { lines, used } = this.#inputs(node)
    const judges = 'judges' in definition && definition.judges === true
    const head = [...lines, ...this.#quality(used)]
    if (definition.kind === 'sink') {
      const skip = definition.skipBad ? [`if (q >= ${BAD}) break fire${n}`] : []
      const only = used.length === 1
      return [...head, ...skip, `R.send(${n}, k, ${only ? 'x0' : this.#object(node, used, false)}, q, t, ${only})`]
    }
    const passesBad = judges || (definition.kind === 'spread' && definition.passesBad === true)
    const late = used.map((input) => input.from).filter((from) => from !== undefined && this.plan.wires[from]?.lateable)
    const bad = passesBad
      ? []
      : [`if (q >= ${BAD}) {`, ...this.#badOutputs(node, 'q', 't'), ...this.#quality3(node), `  break fire${n}`, '}']
    const call = this.#call(node)
    return [
      ...head,
      ...(late.length > 0 ? [`const late = ${late.map((wire) => `l${wire}`).join(' || ')}`] : []),
      ...bad,
      `at.time = t; at.quality = q; at.node = ${n}`,
      ...(used.filter((input) => input.from !== undefined).length > 1 || node.inputs.some((input) => input.feed !== undefined)
        ? [this.#who(node)]
        : [`at.who = undefined`]),
      ...this.#quality3(node),
      'let o',
      `const i = ${this.#object(node, used, judges)}`,
      `try { ${call} } catch (e) {`,
      ...this.#failed(node),
      `  break fire${n}`,
      '}',
      ...(definition.kind === 'spread' || definition.kind === 'call' ? [] : this.#outputs(node, judges)),
    ]
  }

  /** Folds that may be woken remember the quality they were last given: what a wake emits has it. */
  #quality3(node: PlanNode): string[] {
    return node.definition.kind === 'fold' && node.definition.wake
      ? [`  ${this.#constant(`Q${node.index}`, `R.lastQuality[${node.index}]`)}[k] = q`]
      : []
  }

  #who(node: PlanNode): string {
    const who = this.#constant(`A${node.index}`, `R.who[${node.index}]`)
    const parts = node.inputs.map((input, i) => {
      const wires = [input.register ? undefined : input.from, input.feed].filter((wire) => wire !== undefined)
      return wires.length > 0 ? `${who}.is[${i}] = ${wires.map((wire) => this.#arrived(node, wire)).join(' || ')}` : ''
    })
    return `${parts.filter(Boolean).join('; ')}; at.who = ${who}`
  }

  #config(node: PlanNode): string {
    const c = this.#constant(`c${node.index}`, `R.configs[${node.index}]`)
    return Object.keys(node.checked.live).length > 0 ? `${c}[k]` : c
  }

  #call(node: PlanNode): string {
    const n = node.index
    const f = this.#constant(`f${n}`, `R.behaviours[${n}]`)
    const c = this.#config(node)
    switch (node.definition.kind) {
      case 'fold': {
        const s = this.#constant(`s${n}`, `R.states[${n}]`)
        return typeof node.definition.state === 'function'
          ? `o = ${f}(${c}, i, ${s}[k] ??= R.newState(${n}, k), at)`
          : `${s}.k = k; o = ${f}(${c}, i, ${s}, at)`
      }
      case 'spread':
        return `R.spread(${n}, k, ${f}(${c}, i, at), q, t, i)`
      case 'call':
        return `R.ask(${n}, k, i, q, t)`
      default:
        return `o = ${f}(${c}, i, at)`
    }
  }

  #badOutputs(node: PlanNode, q: string, t: string): string[] {
    return node.outputs.flatMap((index) => {
      const wire = this.#wire(index)
      return wire.event ? [] : [`  a${index} = true; v${index} = undefined; q${index} = ${q}; t${index} = ${t}; ${this.#produced(wire)}`]
    })
  }

  #failed(node: PlanNode): string[] {
    const error = node.error === undefined ? undefined : (this.plan.wires[node.error] as PlanWire)
    const said = `R.fail(${node.index}, k, e, i, t)`
    if (!error || (error.to.length === 0 && !error.shared)) return [`  ${said}`, ...this.#badOutputs(node, 'R.failed', 't')]
    this.#mentioned.add(error.index)
    return [
      `  v${error.index} = ${said}; a${error.index} = true; q${error.index} = 0; t${error.index} = t; ${this.#produced(error)}`,
      ...this.#badOutputs(node, 'R.failed', 't'),
    ]
  }

  #outputs(node: PlanNode, judges: boolean): string[] {
    const outs = node.outputs.map((index) => {
      const wire = this.#wire(index)
      const given = `const y = ${this.#read(node, 'o', wire.port)}`
      const late = wire.lateable ? `l${index} = ${node.definition.kind === 'map' ? 'late' : 'false'}; ` : ''
      const finite =
        wire.type.type === 'number'
          ? `if (!(v${index} - v${index} === 0)) { v${index} = undefined; if (q${index} < ${BAD}) q${index} = R.notFinite }`
          : ''
      const plain = `a${index} = true; v${index} = y; q${index} = ${judges ? '0' : 'q'}; t${index} = t`
      const set = judges
        ? `if (y instanceof Sample) { a${index} = true; q${index} = y.quality; v${index} = q${index} < ${BAD} ? y.value : undefined; t${index} = y.time === y.time ? y.time : t } else { ${plain} }`
        : plain
      return `{ ${given}; if (y !== undefined) { ${late}${set}; ${finite ? `${judges ? `if (q${index} < ${BAD}) ` : ''}${finite}; ` : ''}${this.#produced(wire)} } }`
    })
    return outs.length > 0 ? ['if (o !== undefined) {', ...outs.map((line) => `  ${line}`), '}'] : []
  }

  /** Fires once an arrived input: the first in this tick, the others in sub-ticks. */
  #oneByOne(node: PlanNode): string[] {
    const n = node.index
    const f = this.#constant(`f${n}`, `R.behaviours[${n}]`)
    const wires = node.inputs.flatMap((input) =>
      [input.from, input.feed].filter((wire) => wire !== undefined).map((wire) => ({ input, wire })),
    )
    return [
      'let first = true',
      ...wires.flatMap(({ input, wire }) => [
        `if (${this.#arrived(node, wire)}) once${n}_${wire}: {`,
        `  const q = q${wire}, t = t${wire}`,
        `  let o`,
        `  if (q >= ${BAD}) o = R.badOutputs(${n})`,
        '  else {',
        `    at.time = t; at.quality = q; at.node = ${n}; at.who = undefined`,
        `    const i = { ${this.#property(node, input.name)}: v${wire} }`,
        `    try { o = ${f}(${this.#config(node)}, i, at) } catch (e) { R.fail(${n}, k, e, i, t); break once${n}_${wire} }`,
        '  }',
        `  if (!first) { R.later(${n}, k, o, q, t); break once${n}_${wire} }`,
        '  first = false',
        ...this.#oneByOneOutputs(node).map((line) => `  ${line}`),
        '}',
      ]),
    ]
  }

  #oneByOneOutputs(node: PlanNode): string[] {
    return node.outputs.map((index) => {
      const wire = this.#wire(index)
      return `if (o !== undefined && (${this.#read(node, 'o', wire.port)} !== undefined || q >= ${BAD})) { a${index} = true; v${index} = ${this.#read(node, 'o', wire.port)}; q${index} = q; t${index} = t; ${this.#produced(wire)} }`
    })
  }

  /** A child's sample marks its ancestor; the ancestor's own tick, after the last row, works it out. */
  #gather(node: PlanNode): string[] {
    const n = node.index
    const triggers = this.#triggers(node)
    const outs = this.#outputs(node, true)
    return [
      ...(triggers.length > 0 ? [`if (${triggers.join(' || ')}) R.mark(${n}, k)`] : []),
      'if (R.coarse) {',
      `  const o = R.gathered(${n}, k)`,
      '  if (o !== undefined) {',
      '    const t = R.gatheredTime',
      ...outs.map((line) => `    ${line}`),
      '  }',
      '}',
    ]
  }
}
