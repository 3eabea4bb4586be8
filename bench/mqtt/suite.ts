/** MQTT in, JSON, scale, switch, MQTT out through mosquitto: CPU time a message and latency. */
import { openArm } from '../arm.ts'
import { type Figure, figure } from '../figure.ts'
import { cpuSeconds } from '../process.ts'
import { makeProject, runFolder } from '../product.ts'
import { rounds } from '../statistics.ts'
import type { Suite } from '../suite.ts'
import { startBroker } from './broker.ts'
import { flow, peerFlow } from './flow.ts'
import { type Load, openLoad } from './load.ts'

const turns = 3
const rate = 2_000
const seconds = 5
const flat = 20_000
const window = 500

export const mqtt: Suite = {
  name: 'mqtt',
  gives: ['mqtt.'],
  says: `MQTT → JSON → scale → switch → MQTT through mosquitto, this product through \`millrace run\` of a project's folder, Node-RED through its runtime without editor.
\`cpu\` is CPU time of the whole process (all threads, as /proc tells it) a message at ${rate.toLocaleString('en')}/s, \`cpuFlatOut\` the same as fast as it goes with at most ${window} messages under way;
\`latencyP50\` and \`latencyP99\` are from publish to arrival at ${rate.toLocaleString('en')}/s. ${turns} rounds of ${seconds} s and of ${flat.toLocaleString('en')} messages in turns.
Every message that comes out is held against what went in. Broker and load are not held on the core.`,

  async run({ wanted }) {
    const broker = await startBroker()
    const figures: Figure[] = []
    for (const qos of [0, 1] as const) {
      if (!wanted(`mqtt.qos${qos}.`)) continue
      const ours = runFolder(makeProject({ bench: flow(`ours${qos}`, qos) }, broker.url))
      const peer = await openArm('./peer/serve-flows.ts')
      await peer.ask('start', { flows: peerFlow(`peer${qos}`, qos, broker.port) })
      const loads = [await openLoad(broker.url, `ours${qos}`, qos), await openLoad(broker.url, `peer${qos}`, qos)] as const
      for (const load of loads) {
        await load.ready()
        await load.flatOut(flat, window)
      }
      const took = await rounds(turns, measure(loads[0], ours.pid), measure(loads[1], peer.pid))
      for (const load of loads) await load.close()
      await Promise.all([ours.end(), peer.end()])
      for (const [name, unit, by] of what)
        figures.push(
          figure(
            `mqtt.qos${qos}.${name}`,
            unit,
            by,
            took.ours.map((one) => one[name]),
            took.peers.map((one) => one[name]),
          ),
        )
    }
    await broker.stop()
    return figures
  },
}

const what = [
  ['cpu', 'µs/message', 'least'],
  ['cpuFlatOut', 'µs/message', 'least'],
  ['latencyP50', 'ms', 'median'],
  ['latencyP99', 'ms', 'median'],
] as const

const measure = (load: Load, pid: number) => async () => {
  const before = cpuSeconds(pid)
  const { p50, p99 } = await load.steady(rate, seconds)
  const between = cpuSeconds(pid)
  await load.flatOut(flat, window)
  const after = cpuSeconds(pid)
  return {
    cpu: ((between - before) * 1e6) / (rate * seconds),
    cpuFlatOut: ((after - between) * 1e6) / flat,
    latencyP50: p50,
    latencyP99: p99,
  }
}
