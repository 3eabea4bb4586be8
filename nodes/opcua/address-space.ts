/** Walks a server's address space one level at a time, thousands of children included: names, types, units, what may be written. */
import type { Place } from '@millrace/flow'
import type { BrowsePath, DataValue, NodeId, ReadValueIdOptions, ReferenceDescription } from 'node-opcua-client'
import type { Client } from './client.ts'
import type { TagType } from './tag.ts'
import { plainOf } from './value.ts'

/** Servers limit what one request may ask; all we met take this many. */
const atOnce = 500

/** '' is the Objects folder. What the standard itself brings along comes last. */
export const placesBelow = async (client: Client, place: string): Promise<readonly Place[]> => {
  const { driver, session } = client
  const { references } = await driver.browseAll(session, {
    nodeId: client.nodeId(place === '' ? 'ns=0;i=85' : place),
    referenceTypeId: 'HierarchicalReferences',
    includeSubtypes: true,
    browseDirection: driver.BrowseDirection.Forward,
    nodeClassMask: driver.NodeClassMask.Object | driver.NodeClassMask.Variable,
    resultMask: 0x3f,
  })
  const children = [...new Map((references ?? []).map((child) => [child.nodeId.toString(), child])).values()].sort(
    (a, b) => Number(a.nodeId.namespace === 0) - Number(b.nodeId.namespace === 0),
  )
  const variables = children.filter((child) => child.nodeClass === driver.NodeClass.Variable)
  const known = await aboutAll(client, variables)
  return children.map((child) => placeOf(child, known.get(child)))
}

interface About {
  readonly type: TagType
  readonly value: unknown
  readonly writable: boolean
  readonly unit?: string | undefined
}

const placeOf = ({ nodeId, browseName, displayName }: ReferenceDescription, about: About | undefined): Place => ({
  id: nodeId.toString(),
  name: displayName.text || browseName.name || nodeId.toString(),
  inside: about === undefined,
  ...(about && { type: about.type, value: about.value, writable: about.writable, ...(about.unit !== undefined && { unit: about.unit }) }),
})

const aboutAll = async (client: Client, variables: readonly ReferenceDescription[]): Promise<ReadonlyMap<ReferenceDescription, About>> => {
  const { AttributeIds } = client.driver
  const asked = [AttributeIds.Value, AttributeIds.ValueRank, AttributeIds.DataType, AttributeIds.UserAccessLevel] as const
  const answers = await readAll(
    client,
    variables.flatMap(({ nodeId }) => asked.map((attributeId) => ({ nodeId, attributeId }))),
  )
  const units = await unitsOf(client, variables)
  const types = new Map<string, number>()
  const known = new Map<ReferenceDescription, About>()
  for (const [i, variable] of variables.entries()) {
    const [value, rank, dataType, access] = answers.slice(i * asked.length, (i + 1) * asked.length)
    known.set(variable, {
      type: typeFor(await builtIn(client, types, dataType?.value.value), rank?.value.value >= 0),
      value: value?.statusCode.isGood() ? short(plainOf(value.value)) : undefined,
      writable: (Number(access?.value.value ?? 0) & 2) !== 0,
      unit: units.get(variable),
    })
  }
  return known
}

/** What a long list or text would be on a screen is of no use. */
const short = (value: unknown): unknown => (typeof value === 'object' || String(value).length > 100 ? undefined : value)

const builtIn = async ({ driver, session }: Client, known: Map<string, number>, dataType: NodeId | null | undefined): Promise<number> => {
  if (!dataType) return 0
  const id = dataType.toString()
  const type = known.get(id) ?? (await driver.findBasicDataType(session, dataType).catch(() => 0))
  known.set(id, type)
  return type
}

/** By built-in data type (Part 6, table 1). */
const typeFor = (dataType: number, array: boolean): TagType => {
  if (array) return dataType >= 2 && dataType <= 11 ? 'numbers' : 'json'
  if (dataType === 1) return 'boolean'
  if (dataType >= 2 && dataType <= 11) return 'number'
  if (dataType === 15) return 'bytes'
  return dataType === 22 || dataType === 0 || dataType > 22 ? 'json' : 'text'
}

/** Where a variable has the property EngineeringUnits (Part 8, 5.6.3), its unit as people write it. */
const unitsOf = async (client: Client, variables: readonly ReferenceDescription[]): Promise<ReadonlyMap<ReferenceDescription, string>> => {
  const { driver, session } = client
  const found: { readonly variable: ReferenceDescription; readonly nodeId: NodeId }[] = []
  for (const some of chunks(variables)) {
    const results = await session.translateBrowsePath(
      some.map((variable): BrowsePath => driver.makeBrowsePath(variable.nodeId, '.EngineeringUnits')),
    )
    for (const [i, { targets }] of results.entries()) {
      const [variable, target] = [some[i], targets?.[0]]
      if (variable && target) found.push({ variable, nodeId: target.targetId })
    }
  }
  const answers = await readAll(
    client,
    found.map(({ nodeId }) => ({ nodeId, attributeId: driver.AttributeIds.Value })),
  )
  return new Map(
    found.flatMap(({ variable }, i) => {
      const unit = answers[i]?.value.value?.displayName?.text
      return typeof unit === 'string' && unit !== '' ? [[variable, unit] as const] : []
    }),
  )
}

const readAll = async ({ session }: Client, nodes: readonly ReadValueIdOptions[]): Promise<DataValue[]> => {
  const answers: DataValue[] = []
  for (const some of chunks(nodes)) answers.push(...(await session.read([...some])))
  return answers
}

const chunks = <T>(all: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) => all.slice(i * atOnce, (i + 1) * atOnce))
