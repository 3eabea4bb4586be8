/** What goes into both chains: the same values for the same keys, from the sample's number alone. */

export interface Stretch {
  readonly keys: number
  readonly samples: number
  /** So many arrive at once. */
  readonly burst: number
}

/** A sawtooth from 0 up to 100, of which a tenth lies below the switch's limit. */
export const limit = 10
export const sampleValue = (i: number): number => ((i * 7919) % 1_000) / 10

/** The switch looks at what is scaled by this. */
export const scale = 2
export const window = 10

export const keyNames = (keys: number): readonly string[] => Array.from({ length: keys }, (_, i) => `plant1/area${i % 7}/b${i}`)

/** What came out, in short: how many, their sum, and the first of them one by one. */
export interface Outcome {
  readonly count: number
  readonly sum: number
  readonly first: readonly (readonly [key: string, value: number])[]
}

export interface Measured {
  /** Process CPU time. */
  readonly nsPerSample: number
  readonly outcome: Outcome
}

export const nsSince = (before: NodeJS.CpuUsage, samples: number): number => {
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1_000) / samples
}

/** Takes down what a sink gets. */
export class Taken {
  count = 0
  sum = 0
  readonly first: [string, number][] = []

  take(key: string, value: number): void {
    this.count++
    this.sum += value
    if (this.count <= 1_000) this.first.push([key, value])
  }

  outcome(): Outcome {
    const { count, sum, first } = this
    return { count, sum, first: [...first] }
  }

  clear(): void {
    this.count = 0
    this.sum = 0
    this.first.length = 0
  }
}
