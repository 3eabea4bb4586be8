/** A source twenty times as fast as its sink, on both sides alike. */
import { setTimeout as sleep } from 'node:timers/promises'

export const rate = 2_000
export const times = 20
/** What the sink takes for one sample. */
export const msPerItem = (1_000 / rate) * times

/** What became of all samples that were sent. */
export interface Account {
  readonly sent: number
  readonly taken: number
  /** What the runtime itself says: dropped, and waiting in its queues. */
  readonly dropped: number
  readonly waiting: number
}

/** When the flood ends, and when the sink, fast again, has taken all that was kept for it. */
export interface Flooded {
  readonly during: Account
  readonly after: Account
}

/** Resolves when nothing has changed for a while. */
export const settled = async (count: () => number): Promise<void> => {
  for (let before = -1; before !== count(); ) {
    before = count()
    await sleep(2_000)
  }
}

/** A little text makes the sample weigh something, as messages do. */
export const payloadOf = (i: number): object => ({
  value: i,
  unit: '°C',
  source: `plant1/area${i % 7}/b${i}`,
  text: `${i}`.padEnd(200, '.'),
})

/** Sends at an even rate and never waits for what it feeds. Gives how many it sent. */
export const flood = async (seconds: number, send: (i: number) => void): Promise<number> => {
  const began = performance.now()
  let sent = 0
  while (sent < rate * seconds) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) * rate) / 1_000))
    for (; sent < due; sent++) send(sent)
    await sleep(5)
  }
  return sent
}
