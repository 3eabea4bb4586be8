/**
 * The PUBLISH packets of a whole batch in one buffer (MQTT 3.1.1 and 5, 3.3), written at once: the driver's writer makes half a dozen small buffers of
 * each, and that was a third of what a message cost.
 */

export interface Publish {
  readonly topic: string
  readonly payload: string | Uint8Array
  readonly retain: boolean
  /** With QoS 1; undefined is QoS 0. */
  readonly id: number | undefined
}

export const encodePublishes = (publishes: readonly Publish[], version: 4 | 5): Buffer => {
  const sizes = publishes.map((publish) => remainingLength(publish, version))
  const whole = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 1 + lengthBytes(size) + size, 0))
  let at = 0
  for (const [i, { topic, payload, retain, id }] of publishes.entries()) {
    whole[at++] = 0x30 | (id === undefined ? 0 : 0x02) | Number(retain)
    let rest = sizes[i] ?? 0
    do {
      whole[at++] = (rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)
      rest >>>= 7
    } while (rest > 0)
    const topicLength = whole.write(topic, at + 2)
    whole.writeUInt16BE(topicLength, at)
    at += 2 + topicLength
    if (id !== undefined) at = whole.writeUInt16BE(id, at)
    // No properties.
    if (version === 5) whole[at++] = 0
    if (typeof payload === 'string') at += whole.write(payload, at)
    else {
      whole.set(payload, at)
      at += payload.length
    }
  }
  return whole
}

const remainingLength = ({ topic, payload, id }: Publish, version: 4 | 5): number =>
  2 + Buffer.byteLength(topic) + (id === undefined ? 0 : 2) + (version === 5 ? 1 : 0) + Buffer.byteLength(payload)

const lengthBytes = (length: number): number => (length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4)
