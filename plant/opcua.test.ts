/** The boilers seen through an OPC UA client: values, names in two languages, security, refusals, and a server that comes back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  AttributeIds,
  type ClientSession,
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAClient,
  SecurityPolicy,
  StatusCodes,
  UserTokenType,
} from 'node-opcua'
import { boiler } from './simulation/boiler.ts'
import { type Plant, startPlant } from './start.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'plant-'))
const clientCertificateManager = new OPCUACertificateManager({
  rootFolder: join(dataDir, 'client'),
  automaticallyAcceptUnknownCertificate: true,
})
let plant: Plant

before(async () => {
  plant = await startPlant({ opcuaPort: 0, dataDir })
})
after(async () => {
  await plant.close()
  await clientCertificateManager.dispose()
  rmSync(dataDir, { recursive: true })
})

type Login = { policy?: SecurityPolicy; password?: string }

async function withSession<T>(
  use: (session: ClientSession) => Promise<T>,
  { policy = SecurityPolicy.None, password }: Login = {},
): Promise<T> {
  const client = OPCUAClient.create({
    clientCertificateManager,
    endpointMustExist: false,
    securityPolicy: policy,
    securityMode: policy === SecurityPolicy.None ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt,
    connectionStrategy: { maxRetry: 0 },
  })
  await client.connect(plant.addresses.opcua ?? assert.fail('no address'))
  try {
    const user = password === undefined ? {} : { userIdentity: { type: UserTokenType.UserName, userName: 'engineer', password } as const }
    const session = await client.createSession(...(user.userIdentity ? [user.userIdentity] : []))
    try {
      return await use(session)
    } finally {
      await session.close()
    }
  } finally {
    await client.disconnect()
  }
}

const tag = (name: string) => `ns=1;s=Plant1/Boilers/${name}`
const read = (session: ClientSession, name: string) => session.read({ nodeId: tag(name), attributeId: AttributeIds.Value })
const write = (session: ClientSession, name: string, value: number) =>
  session.write({ nodeId: tag(name), attributeId: AttributeIds.Value, value: { value: { dataType: DataType.Double, value } } })

test('a client finds the boilers by browsing and reads what the simulation shows', async () => {
  await withSession(async (session) => {
    const found = await session.browse(tag('B2'))
    const names = found.references?.map(({ browseName }) => browseName.name).sort()
    const wanted = ['BurnerOn', 'FeedWaterFlow', 'FiringRate', 'Pressure', 'SetPoint', 'SteamFlow', 'Temperature']
    assert.deepEqual(names, wanted)
    const before = plant.read().b2.shown.temperature
    const value = (await read(session, 'B2/Temperature')).value.value
    assert.ok(Math.abs(value - before) < 0.5, `${value} °C read, ${before} °C shown`)
    assert.equal((await read(session, 'B2/SteamFlow')).statusCode, StatusCodes.Good)
  })
})

test('a tag says its unit and range, and a set point outside of it is refused', async () => {
  await withSession(async (session) => {
    const properties = (await session.browse({ nodeId: tag('B1/SetPoint'), resultMask: 63 })).references ?? []
    const property = async (name: string) => {
      const found = properties.find(({ browseName }) => browseName.name === name) ?? assert.fail(`no ${name}`)
      return (await session.read({ nodeId: found.nodeId, attributeId: AttributeIds.Value })).value.value
    }
    const range = await property('EURange')
    assert.deepEqual([range.low, range.high], boiler.setPointRange)
    assert.equal((await property('EngineeringUnits')).displayName.text, '°C')
    assert.equal(await write(session, 'B1/SetPoint', 82), StatusCodes.Good)
    assert.equal(plant.read().b1.setPoint, 82)
    assert.equal(await write(session, 'B1/SetPoint', 140), StatusCodes.BadOutOfRange)
    assert.equal(await write(session, 'B1/Temperature', 20), StatusCodes.BadNotWritable)
    assert.equal(plant.read().b1.setPoint, 82)
  })
})

for (const policy of [SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes256_Sha256_RsaPss]) {
  test(`an engineer logs in with a password over ${policy.split('#')[1]}, a wrong one is refused`, async () => {
    const value = await withSession((session) => read(session, 'B1/Pressure'), { policy, password: 'boiler-house' })
    assert.equal(value.statusCode, StatusCodes.Good)
    await assert.rejects(
      withSession(async () => undefined, { policy, password: 'wrong' }),
      /BadUserAccessDenied|BadIdentityTokenRejected/,
    )
  })
}

test('a broken sensor is Bad and a mended one is Good', async () => {
  await withSession(async (session) => {
    await plant.fault('b1.broken', true)
    await new Promise((resolve) => setTimeout(resolve, 600))
    assert.equal((await read(session, 'B1/Temperature')).statusCode, StatusCodes.BadSensorFailure)
    await plant.fault('b1.broken', false)
    await new Promise((resolve) => setTimeout(resolve, 600))
    assert.equal((await read(session, 'B1/Temperature')).statusCode, StatusCodes.Good)
  })
})

test('a link loss takes the server away and gives it back at the same address', async () => {
  const address = plant.addresses.opcua
  await plant.fault('link.opcua', true)
  await assert.rejects(
    withSession(async () => undefined),
    /ECONNREFUSED|connect/i,
  )
  await plant.fault('link.opcua', false)
  assert.equal(plant.addresses.opcua, address)
  assert.equal((await withSession((session) => read(session, 'B1/BurnerOn'))).statusCode, StatusCodes.Good)
})
