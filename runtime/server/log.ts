/** What the runtime says on standard error, a JSON object a line: `warn` is over and nothing was lost, `error` lost data or needs a person. */
export const log = (level: 'warn' | 'error', what: string, cause?: unknown): void => {
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : cause
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, what, ...(why !== undefined && { why }) })}\n`)
}
