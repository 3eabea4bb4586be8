/**
 * One vacuum steam boiler: water at about 80 °C boils below atmospheric pressure, so temperature and pressure hang together as
 * saturated steam does, and passing 90 °C is the event that a shift must hear of. Heat and mass balance over well-mixed water.
 */
import { bell, type Random, wander } from './random.ts'
import { steamDemand } from './shift.ts'

export const boiler = {
  setPoint: 80,
  setPointRange: [60, 86],
  limit: 90,
  ratedHeat: 1400, // kW into the water at full fire
  lowestFire: 0.35,
  ratedSteam: 1.5, // t/h
  efficiency: 0.92,
  water: 850, // kg at nominal level
  metal: 1100, // kJ/K
  heatCapacity: 4.19, // kJ/(kg K)
  latentHeat: 2308, // kJ/kg at 80 °C
  condensate: 65, // °C of the water that comes back
  loss: 0.35, // kW/K to the boiler house
  surroundings: 24, // °C
  limiter: [95, 85], // °C: trips, may fire again
  stuckValve: 0.15, // steam valve while overheating
} as const

export type BoilerFaults = { stuck: boolean; drift: boolean; broken: boolean; overheating: boolean }

export type Boiler = {
  setPoint: number
  temperature: number // °C, the true one
  water: number // kg
  fire: number // 0–1 of rated heat
  purge: number // s still to blow before fire
  burner: 'off' | 'purge' | 'on'
  tripped: boolean
  valve: number // steam demand after the control valve, 0–1
  mood: number
  drift: number // °C
  gas: number // kWh burnt
  steam: number // t made
  lost: number // kWh to feed water and surroundings
  shown: { temperature: number; pressure: number; feedWaterFlow: number; steamFlow: number; burnerOn: boolean; good: boolean }
}

/** bar absolute over boiling water; Antoine's equation for 1–100 °C (NIST, Stull 1947 in mmHg). */
const pressure = (celsius: number): number => 10 ** (8.07131 - 1730.63 / (233.426 + celsius)) * 0.00133322

export function newBoiler(temperature: number): Boiler {
  const shown = { temperature, pressure: pressure(temperature), feedWaterFlow: 0, steamFlow: 0, burnerOn: false, good: true }
  const rest = { water: boiler.water, fire: 0, purge: 0, burner: 'off', tripped: false, valve: 0.5, mood: 0, drift: 0 } as const
  return { setPoint: boiler.setPoint, temperature, ...rest, gas: 0, steam: 0, lost: 0, shown }
}

/** `time` in s since midnight, `dt` in s. */
export function stepBoiler(last: Boiler, time: number, dt: number, draw: Random, faults: BoilerFaults): Boiler {
  const mood = wander(last.mood, dt, 90, draw)
  const asked = faults.overheating ? boiler.stuckValve : clamp(steamDemand(time) + 0.06 * mood, 0.05, 1)
  const valve = follow(last.valve, asked, dt, 8)
  const relief = Math.max(0, pressure(last.temperature) - 1.013) * 20
  const boiling = clamp((last.temperature - 55) / 15, 0, 1)
  const steamFlow = valve * boiler.ratedSteam * boiling + relief // t/h
  const feedWaterFlow = clamp(steamFlow + (boiler.water - last.water) * 0.02, 0, 2 * boiler.ratedSteam)
  const burning = burn(last, dt, faults.overheating)

  const steam = steamFlow / 3.6 // kg/s
  const feed = feedWaterFlow / 3.6
  const heat = burning.fire * boiler.ratedHeat
  const warming = feed * boiler.heatCapacity * (last.temperature - boiler.condensate)
  const losing = boiler.loss * (last.temperature - boiler.surroundings)
  const stored = last.water * boiler.heatCapacity + boiler.metal
  const temperature = last.temperature + ((heat - steam * boiler.latentHeat - warming - losing) / stored) * dt

  const next = {
    ...last,
    ...burning,
    temperature,
    mood,
    valve,
    water: last.water + (feed - steam) * dt,
    drift: faults.drift ? last.drift - 0.05 * dt : 0,
    gas: last.gas + (heat / boiler.efficiency / 3600) * dt,
    steam: last.steam + (steam / 1000) * dt,
    lost: last.lost + ((warming + losing) / 3600) * dt,
  }
  return { ...next, shown: show(next, { steamFlow, feedWaterFlow }, draw, faults, last.shown.temperature) }
}

/** Two-position control around the set point with a modulating flame in between; it believes the sensor, the limiter does not. A broken sensor stops it. */
function burn(last: Boiler, dt: number, overheating: boolean): Pick<Boiler, 'burner' | 'fire' | 'purge' | 'tripped'> {
  if (overheating) return { burner: 'on', fire: follow(last.fire, 1, dt, 3), purge: 0, tripped: false }
  const [trip, release] = boiler.limiter
  const tripped = last.temperature > (last.tripped ? release : trip)
  const wrong = last.setPoint - last.shown.temperature
  if (tripped || !last.shown.good || wrong < -2) return { burner: 'off', fire: 0, purge: 0, tripped }
  if (last.burner === 'off') return { burner: wrong > 2 ? 'purge' : 'off', fire: 0, purge: 6, tripped }
  if (last.burner === 'purge' && last.purge > dt) return { burner: 'purge', fire: 0, purge: last.purge - dt, tripped }
  const asked = clamp(0.6 + wrong * 0.25, boiler.lowestFire, 1)
  return { burner: 'on', fire: follow(last.fire, asked, dt, 3), purge: 0, tripped }
}

type Flows = { steamFlow: number; feedWaterFlow: number }

/** What the instruments say: noise, and the sensor's own faults. */
function show(now: Omit<Boiler, 'shown'>, flows: Flows, draw: Random, faults: BoilerFaults, lastTemperature: number): Boiler['shown'] {
  const noisy = (value: number, deviation: number) => Math.max(0, value + deviation * bell(draw))
  const measured = noisy(now.temperature + now.drift, 0.05)
  return {
    temperature: faults.stuck ? lastTemperature : measured,
    pressure: noisy(pressure(now.temperature), 0.0008),
    feedWaterFlow: noisy(flows.feedWaterFlow, 0.006),
    steamFlow: noisy(flows.steamFlow, 0.006),
    burnerOn: now.burner === 'on',
    good: !faults.broken,
  }
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** First-order lag with the time constant `seconds`, exact for any step. */
export const follow = (last: number, target: number, dt: number, seconds: number): number =>
  target + (last - target) * Math.exp(-dt / seconds)
