/** Writes values to a server, each as the data type that its node has; that type is asked for once. */
import type { Outcome, Write } from '@millrace/flow'
import type { StatusCode, WriteValueOptions } from 'node-opcua-client'
import type { Client } from './client.ts'
import { coerce } from './coerce.ts'

type Prepared = { readonly write: WriteValueOptions } | { readonly refused: string }

/** One request for all of them. */
export const writeAll = async (client: Client, writes: readonly Write[]): Promise<readonly Outcome[]> => {
  const prepared = await Promise.all(writes.map((write) => prepare(client, write)))
  const good = prepared.flatMap((one) => ('write' in one ? [one.write] : []))
  const results: readonly StatusCode[] = good.length > 0 ? await client.session.write(good) : []
  let next = 0
  return prepared.map((one) => ('write' in one ? outcomeOf(results[next++]) : one))
}

const prepare = async (client: Client, { tag, value }: Write): Promise<Prepared> => {
  const { driver } = client
  try {
    const nodeId = client.nodeId(tag)
    const { dataType, array } = await typeOf(client, tag)
    if (array !== Array.isArray(value)) throw new Error(array ? 'the node holds a list' : 'the node holds a single value')
    const coerced = Array.isArray(value) ? value.map((item) => coerce(item, dataType)) : coerce(value, dataType)
    const arrayType = array ? driver.VariantArrayType.Array : driver.VariantArrayType.Scalar
    const variant = new driver.Variant({ dataType, arrayType, value: coerced })
    return { write: { nodeId, attributeId: driver.AttributeIds.Value, value: { value: variant } } }
  } catch (error) {
    return { refused: `${tag}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const typeOf = async (client: Client, tag: string): Promise<{ readonly dataType: number; readonly array: boolean }> => {
  const known = client.writeTypes.get(tag)
  if (known) return known
  const { driver, session } = client
  const nodeId = client.nodeId(tag)
  const rank = await session.read({ nodeId, attributeId: driver.AttributeIds.ValueRank })
  if (rank.statusCode.isNotGood()) throw new Error(rank.statusCode.name)
  const type = { dataType: await session.getBuiltInDataType(nodeId), array: rank.value.value >= 0 }
  client.writeTypes.set(tag, type)
  return type
}

const outcomeOf = (status: StatusCode | undefined): Outcome => {
  if (status === undefined) return { retry: 'the server gave no answer' }
  return status.isGood() ? 'taken' : { refused: `${status.name}: ${status.description}` }
}
