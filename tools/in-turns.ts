/** Does the same to every item of a list, a few at a time, in order. */
export async function inTurns<T, R>(items: readonly T[], atATime: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const left = [...items]
  const results: R[] = []
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results.push(await work(next))
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return results
}
