/** The boilers' controller: an OPC UA server, on the loopback interface only, with its certificates under the data folder. */
import { join } from 'node:path'
import {
  DataType,
  type Namespace,
  OPCUACertificateManager,
  OPCUAServer,
  RegisterServerMethod,
  SecurityPolicy,
  StatusCodes,
  type UAObject,
  type UAVariable,
  type Variant,
} from 'node-opcua'
import { command } from './command.ts'
import { type AnalogTag, analogTags, burnerOn, double, localized, numberIn, setPoint } from './opcua-tags.ts'
import { freePort, loopback, type Speaker } from './speaker.ts'
import type { World } from './world.ts'

const namespaceUri = 'urn:millrace:plant'

export type OpcuaOptions = { port: number; dataDir: string; users: Readonly<Record<string, string>> }

export async function openOpcua(world: World, { port, dataDir, users }: OpcuaOptions): Promise<Speaker> {
  const chosen = port || (await freePort())
  const pki = (name: string) =>
    new OPCUACertificateManager({ rootFolder: join(dataDir, 'pki', name), automaticallyAcceptUnknownCertificate: true })
  const managers = [pki('server'), pki('users')] as const
  const server = new OPCUAServer({
    port: chosen,
    // Without `host` the library listens on all interfaces, whatever `hostname` says.
    host: loopback,
    hostname: loopback,
    serverInfo: { applicationUri: namespaceUri, productUri: namespaceUri, applicationName: { locale: 'en', text: 'Plant 1 boilers' } },
    buildInfo: { productName: 'Millrace plant', manufacturerName: 'Millrace' },
    registerServerMethod: RegisterServerMethod.HIDDEN,
    serverCertificateManager: managers[0],
    userCertificateManager: managers[1],
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes256_Sha256_RsaPss],
    allowAnonymous: true,
    userManager: { isValidUser: (name: string, password: string) => Object.hasOwn(users, name) && users[name] === password },
  })
  let unlisten: (() => void) | undefined
  const close = async () => {
    unlisten?.()
    await server.shutdown(0)
    await Promise.all(managers.map((manager) => manager.dispose()))
  }
  try {
    await server.initialize()
    const space = server.engine.addressSpace
    if (space === null) throw new Error('the OPC UA server came up without an address space')
    const refresh = build(space.getOwnNamespace(), space.rootFolder.objects, world)
    refresh()
    await server.start()
    unlisten = world.listen(refresh)
  } catch (cause) {
    await close()
    throw new Error('listening for OPC UA', { cause })
  }
  return { address: `opc.tcp://${loopback}:${chosen}`, close }
}

/** Plant1/Boilers/B1 and B2, every node with its path as its id; the returned function brings the values up to date. */
function build(namespace: Namespace, objects: UAObject, world: World): () => void {
  const plant = folder(namespace, objects, 'Plant1', { en: 'Plant 1', zh: '一号工厂' })
  const boilers = folder(namespace, plant, 'Plant1/Boilers', { en: 'Boilers', zh: '锅炉' })
  const fresh = (['b1', 'b2'] as const).flatMap((unit) => {
    const path = `Plant1/Boilers/${unit.toUpperCase()}`
    const number = unit.slice(1)
    const parent = folder(namespace, boilers, path, { en: `Boiler ${number}`, zh: `${number}号锅炉` })
    addSetPoint(namespace, parent, path, unit, world)
    return [addBurnerOn(namespace, parent, path, unit, world), ...addAnalogs(namespace, parent, path, unit, world)]
  })
  return () => {
    for (const update of fresh) update()
  }
}

function folder(namespace: Namespace, parent: UAObject, path: string, title: { en: string; zh: string }): UAObject {
  const browseName = path.slice(path.lastIndexOf('/') + 1)
  return namespace.addObject({ organizedBy: parent, browseName, nodeId: `s=${path}`, displayName: localized(title) })
}

type Unit = 'b1' | 'b2'

function addAnalogs(namespace: Namespace, parent: UAObject, path: string, unit: Unit, world: World): (() => void)[] {
  return Object.entries<AnalogTag>(analogTags).map(([name, tag]) => {
    const variable = analog(namespace, parent, `${path}/${name}`, tag, 'CurrentRead')
    return () => {
      const boiler = world.state()[unit]
      const quality = tag.sensor && !boiler.shown.good ? StatusCodes.BadSensorFailure : StatusCodes.Good
      variable.setValueFromSource(double(tag.of(boiler)), quality, new Date())
    }
  })
}

function addBurnerOn(namespace: Namespace, parent: UAObject, path: string, unit: Unit, world: World): () => void {
  const variable = namespace.addVariable({
    componentOf: parent,
    browseName: 'BurnerOn',
    nodeId: `s=${path}/BurnerOn`,
    displayName: localized(burnerOn),
    dataType: DataType.Boolean,
    accessLevel: 'CurrentRead',
  })
  return () => {
    variable.setValueFromSource({ dataType: DataType.Boolean, value: world.state()[unit].shown.burnerOn }, StatusCodes.Good, new Date())
  }
}

function addSetPoint(namespace: Namespace, parent: UAObject, path: string, unit: Unit, world: World): void {
  analog(namespace, parent, `${path}/SetPoint`, setPoint, 'CurrentRead | CurrentWrite').bindVariable(
    {
      get: () => double(world.state()[unit].setPoint),
      set: (variant: Variant) => {
        const answer = command(world.state(), unit, { setPoint: numberIn(variant) })
        if ('refused' in answer) return StatusCodes.BadOutOfRange
        world.change(answer.state)
        return StatusCodes.Good
      },
    },
    true,
  )
}

type Analog = Pick<AnalogTag, 'title' | 'unit' | 'range'>

function analog(namespace: Namespace, parent: UAObject, path: string, { title, unit, range }: Analog, accessLevel: string): UAVariable {
  const [low, high] = range
  return namespace.addAnalogDataItem({
    componentOf: parent,
    browseName: path.slice(path.lastIndexOf('/') + 1),
    nodeId: `s=${path}`,
    displayName: localized(title),
    dataType: 'Double',
    engineeringUnits: unit,
    engineeringUnitsRange: { low, high },
    accessLevel,
    userAccessLevel: accessLevel,
  })
}
