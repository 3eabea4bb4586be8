/** However the benchmark ends, no child outlives it. */
import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()

/** What a benchmark that failed left would disturb the next one. */
export const endAll = (): void => {
  for (const child of running) child.kill('SIGKILL')
}

process.on('exit', endAll)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

/** Resolves when it has ended. */
export const ending = (child: ChildProcess): Promise<void> => {
  running.add(child)
  return new Promise((resolve) =>
    child.once('exit', () => {
      running.delete(child)
      resolve()
    }),
  )
}
