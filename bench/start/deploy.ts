/** What a deploy takes, on both sides: a flow of so many nodes changes in one of them while another flow beats on. */

export interface Deployed {
  /** CPU time of the process from the order until the new flow runs. */
  readonly ms: number
  /** The longest that the other flow fell silent meanwhile. */
  readonly gapMs: number
}

export const beatEveryMs = 10

/** Takes down when the other flow beats. */
export class Beats {
  #at: number[] = []

  beat(): void {
    this.#at.push(performance.now())
  }

  longestSince(began: number): number {
    const from = Math.max(
      0,
      this.#at.findLastIndex((at) => at <= began),
    )
    let longest = 0
    for (let i = from + 1; i < this.#at.length; i++) longest = Math.max(longest, (this.#at[i] ?? 0) - (this.#at[i - 1] ?? 0))
    this.#at = []
    return longest
  }
}

export const timed = async (beats: Beats, deploy: () => Promise<void>): Promise<Deployed> => {
  const began = performance.now()
  const before = process.cpuUsage()
  await deploy()
  const { user, system } = process.cpuUsage(before)
  await new Promise((resolve) => setTimeout(resolve, 20 * beatEveryMs))
  return { ms: (user + system) / 1_000, gapMs: beats.longestSince(began) }
}
