/** Resolves with how long it takes until the first sample has gone through: a retained message lies at the broker. */
import { connectAsync } from 'mqtt'

const patienceMs = 120_000

export const firstSample = async (url: string, prefix: string, open: () => Promise<void>): Promise<number> => {
  const client = await connectAsync(url, { protocolVersion: 4 })
  await client.publishAsync(`${prefix}/in`, '{"value":50}', { retain: true, qos: 1 })
  await client.subscribeAsync(`${prefix}/out`)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const timer = setTimeout(() => reject(new Error(`${prefix}: nothing came out`)), patienceMs)
  const began = performance.now()
  client.on('message', () => resolve(performance.now() - began))
  await open()
  const took = await promise
  clearTimeout(timer)
  await client.endAsync(true)
  return took
}
