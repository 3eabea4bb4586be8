/** The shift that the standard's formulas are usually shown on gives the figures that are printed for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trialOf } from '../try/try.ts'
import oee from './oee.ts'

test('420 min planned, 47 min stopped, 19,271 made of which 423 rejected', () => {
  const trial = trialOf(oee, { ideal: 1 })
  trial.step({ running: true, made: 0, good: 0 })
  trial.step({ running: false }, '200 min')
  trial.step({ running: true }, '47 min')
  const { outputs } = trial.step({ made: 19_271, good: 19_271 - 423 }, '173 min')
  const figure = (name: string) => Number(outputs.get(name)?.value).toFixed(6)
  assert.deepEqual(['availability', 'performance', 'quality', 'oee'].map(figure), ['0.888095', '0.861081', '0.978050', '0.747937'])
})

test('breaks that are not planned time do not count', () => {
  const trial = trialOf(oee, {})
  trial.step({ running: true, made: 0, good: 0, planned: true })
  trial.step({ planned: false, running: false }, '10 min')
  const { outputs } = trial.step({ planned: true, running: true }, '30 min')
  assert.equal(outputs.get('availability')?.value, 1)
  assert.equal(outputs.get('runTime')?.value, 600)
})
