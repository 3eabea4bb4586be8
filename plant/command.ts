/** What an operator may ask of the plant, the same over every protocol; what is out of range is refused with the reason. */
import { z } from 'zod'
import { boiler } from './simulation/boiler.ts'
import type { Factory } from './simulation/factory.ts'
import { isFault } from './simulation/faults.ts'
import { line } from './simulation/packing.ts'

const within = ([low, high]: readonly [number, number]) => z.number().min(low).max(high)

const boilerCommand = z.strictObject({ setPoint: within(boiler.setPointRange) })
const lineCommand = z.strictObject({ run: z.boolean().optional(), speed: within(line.speedRange).optional() })
const meterCommand = z.strictObject({
  capacitors: z.boolean().optional(),
  demandLimit: within([0, 1000]).optional(),
  resetPartial: z.boolean().optional(),
})

const faultName = z.string().refine(isFault, { error: ({ input }) => `there is no fault "${String(input)}"` })

export const faultCommand = z.strictObject({ fault: faultName, on: z.boolean() })

export type Answer = { state: Factory } | { refused: string }

export function command(state: Factory, unit: string, body: unknown): Answer {
  switch (unit) {
    case 'b1':
    case 'b2':
      return take(boilerCommand, body, ({ setPoint }) => ({ ...state, [unit]: { ...state[unit], setPoint } }))
    case 'line1':
      return take(lineCommand, body, ({ run = state.line1.run, speed = state.line1.setSpeed }) => ({
        ...state,
        line1: { ...state.line1, run, setSpeed: speed },
      }))
    case 'meter': {
      const { meter } = state
      return take(meterCommand, body, ({ capacitors = meter.capacitors, demandLimit = meter.demandLimit, resetPartial }) => ({
        ...state,
        meter: { ...meter, capacitors, demandLimit, partialEnergy: resetPartial ? 0 : meter.partialEnergy },
      }))
    }
    default:
      return { refused: `there is no unit "${unit}"; the plant has b1, b2, line1 and meter` }
  }
}

function take<T>(schema: z.ZodType<T>, body: unknown, then: (asked: T) => Factory): Answer {
  const asked = schema.safeParse(body)
  return asked.success ? { state: then(asked.data) } : { refused: z.prettifyError(asked.error) }
}
