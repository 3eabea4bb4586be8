/** Collects faults as they are found, and gives them in the document's order. */
import type { Fault } from '../fault.ts'
import { nearest } from '../nearest.ts'
import type { Words } from '../words.ts'

/** Looking for near names costs; a document that is wrong all over gets no more. */
const mostHints = 200

export class Found {
  readonly #faults: { readonly rank: number; readonly fault: Fault }[] = []
  readonly #places = new Set<string>()
  #hints = 0

  /** `rank`: the index of the node, negative before them. The same fault at the same place counts once. */
  add(rank: number, fault: Fault): void {
    const place = `${fault.at}\n${fault.code}`
    const key = fault.code === 'config' || fault.code === 'parameter' || fault.code === 'test-step' ? `${place}\n${fault.says.en}` : place
    if (this.#places.has(key)) return
    this.#places.add(key)
    this.#faults.push({ rank, fault })
  }

  /** "Did you mean": nothing where no name is near. */
  hint(wrong: string, names: Iterable<string>): Words {
    const near = this.#hints++ < mostHints ? nearest(wrong, names) : undefined
    return near === undefined ? { en: '', zh: '' } : { en: `; did you mean "${near}"?`, zh: `;是否应为 "${near}"?` }
  }

  all(): Fault[] {
    return this.#faults.sort((a, b) => a.rank - b.rank).map(({ fault }) => fault)
  }
}

/** Of what stands before the nodes and after them. */
export const rank = { before: -1, after: Number.MAX_SAFE_INTEGER - 1, last: Number.MAX_SAFE_INTEGER } as const
