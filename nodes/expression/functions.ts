/** What an expression may call: name → how many arguments, and what it gives. Truth is 1, anything but 0 holds. */

export interface Callable {
  readonly least: number
  /** Infinity: any number of them. */
  readonly most: number
  readonly call: (...values: number[]) => number
}

const of = (least: number, call: Callable['call'], most = least): Callable => ({ least, most, call })

/** `if` is not here: only the branch that is taken is worked out. */
export const functions: ReadonlyMap<string, Callable> = new Map(
  Object.entries({
    min: of(1, Math.min, Number.POSITIVE_INFINITY),
    max: of(1, Math.max, Number.POSITIVE_INFINITY),
    abs: of(1, Math.abs),
    sign: of(1, Math.sign),
    sqrt: of(1, Math.sqrt),
    exp: of(1, Math.exp),
    ln: of(1, Math.log),
    log10: of(1, Math.log10),
    sin: of(1, Math.sin),
    cos: of(1, Math.cos),
    tan: of(1, Math.tan),
    atan: of(1, Math.atan),
    floor: of(1, Math.floor),
    ceil: of(1, Math.ceil),
    /** Halves away from zero; the second argument is how many decimals. */
    round: of(
      1,
      (value = Number.NaN, decimals = 0) => (Math.sign(value) * Math.round(Math.abs(value) * 10 ** decimals)) / 10 ** decimals,
      2,
    ),
    clamp: of(3, (value = Number.NaN, low = Number.NaN, high = Number.NaN) => Math.min(high, Math.max(low, value))),
  }),
)

export const constants: ReadonlyMap<string, number> = new Map(Object.entries({ pi: Math.PI, e: Math.E, true: 1, false: 0 }))
