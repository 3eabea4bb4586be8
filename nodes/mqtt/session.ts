/** One client that all nodes of a connection share. */
import type { Connecting, Outcome, Write } from '@millrace/flow'
import { type Broker, optionsOf } from './broker.ts'
import { createDispatch, type Listener, subscriptionId } from './dispatch.ts'
import { publisher } from './publish.ts'
import { claimWithinMs, receiver } from './receive.ts'

export interface Session {
  readonly broker: Broker
  readonly connecting: Connecting
  /** Resolves when the broker has granted it; gives back the way to stop. */
  listen(listener: Listener): Promise<() => Promise<void>>
  publish(writes: readonly Write[]): Promise<readonly Outcome[]>
  close(): Promise<void>
}

export const openSession = async (broker: Broker, connecting: Connecting): Promise<Session> => {
  const [{ connect, DefaultMessageIdProvider }, { default: packets }, options] = await Promise.all([
    import('mqtt'),
    import('mqtt-packet'),
    optionsOf(broker, connecting),
  ])
  // One for both: what the driver subscribes with must not be taken for a message of ours.
  const messageIdProvider = new DefaultMessageIdProvider()
  const client = connect(broker.url, { ...options, messageIdProvider })
  const dispatch = createDispatch()
  const { receive, claim, close: letGo } = receiver(client, packets.writeToStream, dispatch)
  const { publish, heard } = publisher(client, broker.version, () => messageIdProvider.allocate())
  const up = Promise.withResolvers<void>()
  const lost = (error: Error) => {
    up.reject(error)
    connecting.lost(error)
  }
  // Before anything can arrive: a persistent session brings what it kept together with its acceptance.
  client.on('packetreceive', receive).on('packetreceive', heard)
  client.on('connect', () => up.resolve())
  client.on('disconnect', ({ reasonCode }) => lost(new Error(`the broker ended the session (reason ${reasonCode ?? 0})`)))
  client.on('error', lost)
  client.on('close', () => lost(new Error('the broker closed the link')))
  try {
    await up.promise
  } catch (error) {
    letGo()
    client.end(true)
    throw error
  }

  const leave = async (filter: string) => {
    if (client.connected && !dispatch.listens(filter)) await client.unsubscribeAsync(filter)
  }

  return {
    broker,
    connecting,
    async listen(listener) {
      const { filter } = listener
      dispatch.add(listener)
      // Before anything newer comes.
      claim()
      try {
        // Also where it is subscribed already: the broker sends the retained messages again, and the new node hears them.
        const [answer] = await client.subscribeAsync(filter, {
          qos: dispatch.qos(filter),
          ...(broker.version === 5 &&
            client.serverProperties?.subscriptionIdentifiersAvailable !== false && {
              properties: { subscriptionIdentifier: subscriptionId(filter) },
            }),
        })
        if (!answer || answer.qos >= 128) throw new Error('not granted')
      } catch (cause) {
        dispatch.remove(listener)
        throw new Error(`the broker does not let us subscribe to ${filter}`, { cause })
      }
      return async () => {
        dispatch.remove(listener)
        // A persistent session goes on collecting over a restart; a filter that a deploy left behind is left later.
        if (broker.session === 'persistent') setTimeout(() => void Promise.allSettled([leave(filter)]), claimWithinMs).unref()
        else await leave(filter)
      }
    },
    publish,
    close() {
      letGo()
      return client.endAsync(!client.connected)
    },
  }
}
