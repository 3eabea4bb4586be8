/** An OPC UA server with a node of every data type, as a program of its own; on stdin it takes what to set and what to tell. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  DataType,
  OPCUACertificateManager,
  OPCUAServer,
  RegisterServerMethod,
  SecurityPolicy,
  StatusCodes,
  standardUnits,
  type UAVariable,
  VariantArrayType,
} from 'node-opcua'

interface Setup {
  readonly port: number
  readonly folder: string
  readonly users: Readonly<Record<string, string>>
}

const { port, folder, users } = JSON.parse(process.argv[2] ?? '{}') as Setup
const manager = (name: string) =>
  new OPCUACertificateManager({ rootFolder: join(folder, name), automaticallyAcceptUnknownCertificate: true, disableFileWatchers: true })
const server = new OPCUAServer({
  port,
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  serverInfo: { applicationUri: 'urn:millrace:peer', productUri: 'urn:millrace:peer', applicationName: { text: 'Peer' } },
  buildInfo: { productName: 'Peer' },
  registerServerMethod: RegisterServerMethod.HIDDEN,
  serverCertificateManager: manager('server'),
  userCertificateManager: manager('users'),
  securityPolicies: [
    SecurityPolicy.None,
    SecurityPolicy.Basic256Sha256,
    SecurityPolicy.Aes128_Sha256_RsaOaep,
    SecurityPolicy.Aes256_Sha256_RsaPss,
  ],
  userManager: { isValidUser: (name: string, password: string) => Object.hasOwn(users, name) && users[name] === password },
})
await server.initialize()
const space = server.engine.addressSpace
if (!space) throw new Error('no address space')
const own = space.getOwnNamespace()
const variables = new Map<string, UAVariable>()

const group = (name: string) => own.addFolder(space.rootFolder.objects, { browseName: name, nodeId: `s=${name}` })
const types = group('Types')
const add = (name: string, dataType: DataType, value: unknown, array = false): void => {
  const variable = own.addVariable({
    componentOf: types,
    browseName: name,
    nodeId: `s=Types.${name}`,
    dataType: DataType[dataType],
    valueRank: array ? 1 : -1,
    ...(array && { arrayDimensions: [0] }),
    minimumSamplingInterval: 20,
    value: { dataType, value, arrayType: array ? VariantArrayType.Array : VariantArrayType.Scalar },
  })
  variables.set(name, variable)
}
add('Boolean', DataType.Boolean, true)
add('SByte', DataType.SByte, -1)
add('Byte', DataType.Byte, 255)
add('Int16', DataType.Int16, -32768)
add('UInt16', DataType.UInt16, 65535)
add('Int32', DataType.Int32, -2)
add('UInt32', DataType.UInt32, 4294967295)
add('Int64', DataType.Int64, [0xffffffff, 0xfffffffe])
add('UInt64', DataType.UInt64, [0x200000, 1])
add('Float', DataType.Float, 0.5)
add('Double', DataType.Double, 123.456)
add('String', DataType.String, 'grüß')
add('DateTime', DataType.DateTime, new Date(0))
add('ByteString', DataType.ByteString, Buffer.from([1, 2]))
add('LocalizedText', DataType.LocalizedText, { text: 'hello', locale: 'en' })
add('Doubles', DataType.Double, new Float64Array([1, 2, 3]), true)
add('Strings', DataType.String, ['a', 'b'], true)

const boiler = group('Boiler')
variables.set(
  'Temperature',
  own.addAnalogDataItem({
    componentOf: boiler,
    browseName: 'Temperature',
    nodeId: 's=Boiler.B1.Temperature',
    dataType: 'Double',
    engineeringUnits: standardUnits.degree_celsius,
    engineeringUnitsRange: { low: 0, high: 200 },
    minimumSamplingInterval: 20,
    accessLevel: 'CurrentRead',
    userAccessLevel: 'CurrentRead',
    value: { dataType: DataType.Double, value: 71.5 },
  }),
)
const many = group('Many')
for (let i = 0; i < 2_500; i++) {
  own.addVariable({
    componentOf: many,
    browseName: `V${i}`,
    nodeId: `s=Many.V${i}`,
    dataType: 'Int32',
    value: { dataType: DataType.Int32, value: i },
  })
}
await server.start()
console.log('ready')

interface Order {
  readonly name: string
  /** A Double of this value that was not there before. */
  readonly add?: number
  readonly set?: unknown
  readonly bad?: boolean
  readonly time?: number
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, add: added, set, bad = false, time = Date.now() } = JSON.parse(line) as Order
  if (added !== undefined) add(name, DataType.Double, added)
  const variable = variables.get(name)
  if (!variable) throw new Error(`no variable ${name}`)
  const { dataType, arrayType, value } = variable.readValue().value
  if (set !== undefined || bad) {
    variable.setValueFromSource(
      { dataType, arrayType, value: set ?? value },
      bad ? StatusCodes.BadSensorFailure : StatusCodes.Good,
      new Date(time),
    )
  }
  console.log(JSON.stringify(variable.readValue().value.value))
}
