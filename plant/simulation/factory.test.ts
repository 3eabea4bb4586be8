/** The simulation as an engineer would doubt it: does heat add up, do limits hold, does a seed repeat. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boiler } from './boiler.ts'
import { type Factory, newFactory, step } from './factory.ts'
import type { Fault } from './faults.ts'
import { streams } from './random.ts'

const dt = 0.25

function run(seconds: number, { seed = 1, faults = [] as Fault[], from = newFactory(), rng = streams(seed) } = {}): Factory[] {
  const states = [from]
  const on = new Set(faults)
  for (let at = 0; at < seconds; at += dt) states.push(step(states.at(-1) ?? from, dt, rng, on))
  return states
}

const last = (states: Factory[]): Factory => states.at(-1) ?? assert.fail('no states')

test('the same seed gives the same bytes, another seed others', () => {
  const bytes = (seed: number) => JSON.stringify(run(600, { seed }))
  assert.equal(bytes(7), bytes(7))
  assert.notEqual(bytes(7), bytes(8))
})

test('a step leaves the state it was given as it was', () => {
  const from = newFactory()
  const before = JSON.stringify(from)
  step(from, dt, streams(1), new Set(['b1.overheating', 'line1.jam']))
  assert.equal(JSON.stringify(from), before)
})

test('a whole day stays within the bounds of a healthy plant', () => {
  let state = newFactory()
  const rng = streams(3)
  for (let at = 0; at < 86_400; at += dt) {
    state = step(state, dt, rng, new Set())
    for (const one of [state.b1, state.b2]) {
      assert.ok(one.shown.temperature > 72 && one.shown.temperature < 86, `${one.shown.temperature} °C at ${state.time} s`)
      assert.ok(one.shown.pressure > 0.33 && one.shown.pressure < 0.61, `${one.shown.pressure} bar`)
      assert.ok(Math.abs(one.water - boiler.water) < 30, `${one.water} kg of water`)
    }
    for (const volts of state.meter.voltage) assert.ok(volts > 218 && volts < 236, `${volts} V`)
  }
  const { good, reject, microStops } = state.line1
  assert.ok(good > 100_000 && good < 172_800, `${good} good packs`)
  assert.ok(reject / (good + reject) > 0.012 && reject / (good + reject) < 0.018, `${reject} rejects`)
  assert.ok(microStops > 200 && microStops < 400, `${microStops} micro-stops`)
})

test('what burns is what goes into steam, feed water, losses and the water itself', () => {
  const states = run(7200)
  const { b1 } = last(states)
  const stored = (of: Factory) => (of.b1.water * boiler.heatCapacity + boiler.metal) * of.b1.temperature
  const put = b1.gas * boiler.efficiency * 3600
  const taken = b1.steam * 1000 * boiler.latentHeat + b1.lost * 3600 + stored(last(states)) - stored(states[0] ?? last(states))
  assert.ok(Math.abs(put - taken) / put < 0.01, `${put} kJ in, ${taken} kJ out`)
})

test('the meter counts what its three phases draw, and rolls over at 2^32 Wh', () => {
  const states = run(900, { from: newFactory(6 * 3600, 2 ** 32 - 1000) })
  const sum = states.slice(1).reduce((wh, { meter }) => wh + (meter.power.reduce((a, b) => a + b) * dt) / 3.6, 0)
  const { energy, partialEnergy } = last(states).meter
  assert.ok(Math.abs(partialEnergy - sum) < 1, `${partialEnergy} Wh counted, ${sum} Wh drawn`)
  assert.ok(Math.abs(energy - (sum - 1000)) < 1, `${energy} Wh after the roll-over`)
})

test('an overheating boiler passes its limit within a minute, whenever it starts, and the relief valve holds it below 115 °C', () => {
  for (const seed of [1, 2, 3]) {
    const rng = streams(seed)
    const healthy = last(run(97 * seed, { rng }))
    const minute = run(60, { rng, from: healthy, faults: ['b2.overheating'] })
    assert.ok(last(minute).b2.shown.temperature > boiler.limit, `${last(minute).b2.shown.temperature} °C after a minute`)
    const quarter = run(900, { rng, from: last(minute), faults: ['b2.overheating'] })
    assert.ok(last(quarter).b2.temperature < 115, `${last(quarter).b2.temperature} °C after a quarter of an hour`)
    assert.ok(last(quarter).b1.temperature < 86, 'the other boiler does not mind')
    assert.ok(last(run(900, { rng, from: last(quarter) })).b2.temperature < 86, 'it cools once the fault is gone')
  }
})

test('a stuck sensor shows one value, a drifting one leaves the truth, a broken one says so and stops the burner', () => {
  const shown = (fault: Fault) => run(300, { faults: [fault] }).slice(1)
  assert.equal(new Set(shown('b1.stuck').map(({ b1 }) => b1.shown.temperature)).size, 1)
  const drifted = last(shown('b1.drift')).b1
  assert.ok(drifted.temperature - drifted.shown.temperature > 14)
  const broken = last(shown('b1.broken')).b1
  assert.deepEqual([broken.shown.good, broken.burner], [false, 'off'])
})

test('a jammed line stands and counts nothing until it is cleared', () => {
  const rng = streams(5)
  const jammed = run(120, { rng, from: last(run(60, { rng })), faults: ['line1.jam'] })
  assert.equal(last(jammed).line1.state, 'Aborted')
  assert.equal(last(jammed).line1.good, jammed[40]?.line1.good)
  assert.equal(last(run(15, { rng, from: last(jammed) })).line1.state, 'Execute')
})
