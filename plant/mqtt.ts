/** The packing line's gateway: an MQTT 3.1.1 broker of its own, what it publishes there, and the commands that it takes. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { connectAsync, type MqttClient } from 'mqtt'
import { z } from 'zod'
import { command, faultCommand } from './command.ts'
import { loopback, type Speaker } from './speaker.ts'
import { birth, offline, online, retained, telemetry } from './topics.ts'
import type { World } from './world.ts'

export async function openMqtt(world: World, { port, publishMs }: { port: number; publishMs: number }): Promise<Speaker> {
  const broker = await openBroker(port)
  const client = await connectAsync(broker.address, { clientId: 'plant1', protocolVersion: 4, will: { ...offline, qos: 1, retain: true } })
  client.on('message', (topic, payload) => {
    const unit = topic.split('/')[1] ?? ''
    const refused = obey(world, unit, payload.toString())
    client.publish(`plant1/${unit}/answer`, JSON.stringify(refused === undefined ? { ok: true } : { ok: false, why: refused }))
  })
  await client.subscribeAsync('plant1/+/command', { qos: 1 })
  for (const { topic, payload } of [birth, online]) await client.publishAsync(topic, payload, { qos: 1, retain: true })
  const stop = publish(world, client, publishMs)
  return {
    address: broker.address,
    async close() {
      stop()
      await client.endAsync(true)
      await broker.close()
    },
  }
}

async function openBroker(port: number): Promise<Speaker> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(port, loopback)
  await once(server, 'listening')
  // Only now: a broker that never got its port would keep the process alive with its heartbeat.
  const aedes = await Aedes.createBroker()
  server.on('connection', aedes.handle)
  for (const early of sockets) aedes.handle(early)
  const bound = server.address()
  return {
    address: `mqtt://${loopback}:${typeof bound === 'object' && bound !== null ? bound.port : port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      const broken = Promise.withResolvers<void>()
      aedes.close(() => broken.resolve())
      await Promise.all([closed, broken.promise])
    },
  }
}

function publish(world: World, client: MqttClient, publishMs: number): () => void {
  const timer = setInterval(() => {
    for (const { topic, payload } of telemetry(world.state(), Date.now())) client.publish(topic, payload)
  }, publishMs)
  const known = new Map<string, string>()
  const changed = () => {
    for (const { topic, content } of retained(world.state(), world.faults())) {
      const text = JSON.stringify(content)
      if (known.get(topic) === text) continue
      known.set(topic, text)
      client.publish(topic, JSON.stringify({ time: Date.now(), ...content }), { qos: 1, retain: true })
    }
  }
  changed()
  const unlisten = world.listen(changed)
  return () => {
    clearInterval(timer)
    unlisten()
  }
}

/** Does what a command says, or says why not. */
function obey(world: World, unit: string, payload: string): string | undefined {
  const body = parsed(payload)
  if (unit === 'faults') return switchFault(world, body)
  const answer = command(world.state(), unit, body)
  if ('refused' in answer) return answer.refused
  world.change(answer.state)
  return undefined
}

function switchFault(world: World, body: unknown): string | undefined {
  const asked = faultCommand.safeParse(body)
  if (!asked.success) return z.prettifyError(asked.error)
  world.fault(asked.data.fault, asked.data.on)
  return undefined
}

/** A payload that is not JSON is an undefined body, which no command accepts. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
