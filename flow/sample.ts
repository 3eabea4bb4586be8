/** A value with the time of its source and its quality: what travels on a wire. */
import { Quality } from './quality.ts'

/** `value` is undefined where the quality is Bad. `time` is ms since the epoch, UTC. `quality` is an OPC UA status code. */
export class Sample<V = unknown> {
  readonly value: V
  readonly quality: number
  readonly time: number

  constructor(value: V, quality: number, time: number) {
    this.value = value
    this.quality = quality
    this.time = time
  }
}

/** A sample as a source or a node that judges quality hands it out. Without `time` it takes that of its row or inputs. */
export const sample = <V>(value: V, quality: number = Quality.Good, time: number = Number.NaN): Sample<V> =>
  new Sample(value, quality, time)
