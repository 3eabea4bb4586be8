/** The child's side of an arm: answers the orders of the benchmark, one after the other. */
import type { Json } from '@millrace/flow'

export type Orders = Readonly<Record<string, (order: never) => unknown>>

export interface Order {
  readonly name: string
  readonly with: Json
}

/** What an order gave, or why it failed. */
export type Answer = { readonly gave: unknown } | { readonly failed: string }

export const serve = (orders: Orders): void => {
  const answer = async ({ name, with: given }: Order): Promise<Answer> => {
    try {
      const act = orders[name] as ((order: unknown) => unknown) | undefined
      if (!act) throw new Error(`there is no order "${name}"`)
      return { gave: (await act(given)) ?? null }
    } catch (error) {
      return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  process.on('message', (order: Order) => void answer(order).then((given) => process.send?.(given)))
  process.once('disconnect', () => process.exit(0))
  process.send?.({ gave: 'ready' })
}
