/** Our packets, read back by the driver's parser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import packets, { type IPublishPacket } from 'mqtt-packet'
import { encodePublishes, type Publish } from './encode.ts'

test('every packet reads back as it was meant, in both versions and at every border of the length', () => {
  const payloads = [
    '',
    'x',
    '锅炉',
    'y'.repeat(110),
    'z'.repeat(127),
    'a'.repeat(16_370),
    'b'.repeat(16_384),
    'c'.repeat(2_097_152),
    new Uint8Array([0, 255]),
  ]
  const publishes: Publish[] = payloads.flatMap((payload, i) => [
    { topic: `plant/锅炉/${i}`, payload, retain: false, id: undefined },
    { topic: 't', payload, retain: true, id: 65_535 - i },
  ])
  for (const version of [4, 5] as const) {
    const read: IPublishPacket[] = []
    const parser = packets.parser({ protocolVersion: version })
    parser.on('packet', (packet) => packet.cmd === 'publish' && read.push(packet))
    parser.parse(encodePublishes(publishes, version))
    assert.equal(read.length, publishes.length)
    for (const [i, { topic, payload, retain, id }] of publishes.entries()) {
      const packet = read[i]
      assert.deepEqual([packet?.topic, packet?.retain, packet?.qos, packet?.messageId], [topic, retain, id === undefined ? 0 : 1, id])
      assert.ok(Buffer.from(payload).equals(Buffer.from(packet?.payload ?? 'none')))
    }
  }
})
