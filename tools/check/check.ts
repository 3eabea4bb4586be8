/** What a check is: it looks at the whole repository and names every fault with its file and line. */
export interface Check {
  readonly name: string
  /** `faults` is empty when all is well; `note` is a figure worth seeing either way. */
  run(): Promise<{ faults: readonly string[]; note?: string }>
}
