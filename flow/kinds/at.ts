/** What a behaviour is told beside its inputs; the only clock there is. One object is reused from firing to firing: read it, don't keep it. */
export interface At {
  /** Journal time of the entry, ms: never decreases. Drives delays and timers. */
  readonly now: number
  /** Newest source time of the inputs, ms. Drives event-time windows. */
  readonly time: number
  /** Whose sample it is: an asset path. */
  readonly key: string
  /** Worst quality of the inputs. */
  readonly quality: number
  /** Which inputs have a new sample in this tick. */
  arrived(input: string): boolean
  /** Folds only: asks for `wake` at journal time `due`; one wake a key, a new one replaces it, `null` takes it back. */
  wake(due: number | null): void
}
