/** How documents of older versions become documents of this one: one step a version, oldest first. */

export interface Migration {
  /** The version it takes; it gives the next one. */
  readonly from: number
  migrate(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
}

/** The version that is written. */
export const version = 1

export const migrations: readonly Migration[] = []

/** The document at the newest version that `steps` lead to. */
export const migrate = (
  document: Readonly<Record<string, unknown>>,
  steps: readonly Migration[] = migrations,
): Readonly<Record<string, unknown>> => {
  const step = steps.find(({ from }) => from === document.millrace)
  return step ? migrate({ ...step.migrate(document), millrace: step.from + 1 }, steps) : document
}
