/** Keeps a subscription with its monitored items, and hands over what each message of the server holds as one. */
import { type Open, type Outside, Sample } from '@millrace/flow'
import type { ClientSubscription, DataValue, StatusCode } from 'node-opcua-client'
import type { Client } from './client.ts'
import type { KeyedTag } from './tag.ts'
import { sampleOf } from './value.ts'

export interface How {
  readonly every: number
  readonly sample?: number | undefined
  readonly deadband: number
  readonly queue: number
}

export interface Came<T> {
  readonly tag: T
  readonly sample: Sample
}

/** Servers limit the items of one request; all we met take this many. */
const itemsAtOnce = 1_000

/** Many servers come up before their nodes do: those that are not there are asked for again so often, ms. */
const againEvery = 30_000

export const monitor = async <T extends KeyedTag>(
  tags: readonly T[],
  how: How,
  outside: Outside<Client>,
  take: (came: readonly Came<T>[]) => Promise<void>,
  again = againEvery,
): Promise<Open> => {
  const { driver, session } = outside.client
  const subscription = await session.createSubscription2({
    requestedPublishingInterval: how.every,
    // The server may be silent for so many intervals, and forgets a client that is for ten times as long.
    requestedMaxKeepAliveCount: Math.max(1, Math.round(5_000 / how.every)),
    requestedLifetimeCount: Math.max(10, Math.round(60_000 / how.every)),
    maxNotificationsPerPublish: 10_000,
    publishingEnabled: true,
    priority: 1,
  })
  subscription.on('status_changed', (status) => outside.lost(new Error(`the server ended the subscription: ${status.name}`)))
  subscription.on('terminated', () => {
    if (!outside.signal.aborted) outside.lost(new Error('the subscription has ended'))
  })

  let waiting: Came<T>[] = []
  const come = (tag: T, sample: Sample) => {
    // A message is told value by value in one go: what follows it is told of all.
    if (waiting.length === 0) queueMicrotask(flush)
    waiting.push({ tag, sample })
  }
  const flush = () => {
    const came = waiting
    waiting = []
    take(came).catch((error: unknown) => outside.lost(error instanceof Error ? error : new Error(String(error))))
  }

  const good = tags.filter((tag) => {
    try {
      return outside.client.nodeId(tag.nodeId)
    } catch (error) {
      outside.trouble(`${tag.name}: ${error instanceof Error ? error.message : String(error)}`)
      come(tag, new Sample(undefined, driver.StatusCodes.BadNodeIdInvalid.value, Date.now()))
      return false
    }
  })
  const addAll = async (some: readonly T[]): Promise<readonly Refused<T>[]> => {
    const refused: Refused<T>[] = []
    for (let i = 0; i < some.length; i += itemsAtOnce) {
      refused.push(...(await addItems(subscription, some.slice(i, i + itemsAtOnce), how, outside.client, come)))
    }
    return refused
  }
  let missing = await addAll(good)
  for (const { tag, status } of missing) {
    outside.trouble(`${tag.name}: ${status.name}: ${status.description}`)
    come(tag, new Sample(undefined, status.value, Date.now()))
  }
  const retry = async () => {
    missing = await addAll(missing.map(({ tag }) => tag))
    if (!outside.signal.aborted && missing.length > 0) timer = setTimeout(tryAgain, again)
  }
  const tryAgain = () => {
    retry().catch((error: unknown) => outside.signal.aborted || outside.lost(error instanceof Error ? error : new Error(String(error))))
  }
  let timer = missing.length > 0 ? setTimeout(tryAgain, again) : undefined
  return {
    close() {
      clearTimeout(timer)
      return subscription.terminate()
    },
  }
}

interface Refused<T> {
  readonly tag: T
  readonly status: StatusCode
}

/** Gives those that the server refuses. */
const addItems = async <T extends KeyedTag>(
  subscription: ClientSubscription,
  tags: readonly T[],
  { every, sample, deadband, queue }: How,
  client: Client,
  come: (tag: T, sample: Sample) => void,
): Promise<readonly Refused<T>[]> => {
  const { driver } = client
  const refused: Refused<T>[] = []
  const filter = new driver.DataChangeFilter({
    trigger: driver.DataChangeTrigger.StatusValue,
    deadbandType: driver.DeadbandType.Absolute,
    deadbandValue: deadband,
  })
  for (const numbers of deadband > 0 ? [true, false] : [false]) {
    const some = deadband > 0 ? tags.filter((tag) => (tag.type === 'number') === numbers) : tags
    if (some.length === 0) continue
    const group = await subscription.monitorItems(
      some.map((tag) => ({ nodeId: client.nodeId(tag.nodeId), attributeId: driver.AttributeIds.Value })),
      { samplingInterval: sample ?? every, queueSize: queue, discardOldest: true, filter: numbers ? filter : null },
      driver.TimestampsToReturn.Both,
    )
    group.on('changed', (_item, value: DataValue, index) => {
      const tag = some[index]
      if (tag) come(tag, sampleOf(value, tag.type))
    })
    for (const [i, tag] of some.entries()) {
      const status = group.monitoredItems[i]?.statusCode
      if (status && !status.isGood()) refused.push({ tag, status })
    }
  }
  return refused
}
