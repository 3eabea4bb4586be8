/** Reads a table of tags from a Modbus device, again and again. */
import { connectionOf, duration, type Outside, portsFor, type Row, type Sample, source, z } from '@millrace/flow'
import { repeat } from '../repeat.ts'
import type { Link } from './link.ts'
import { poller, type Round } from './poll.ts'
import { formatFault, portOf, Tag, unitId } from './tag.ts'

const most = (initial: number, label: { en: string; zh: string }) => z.number().int().min(1).max(initial).default(initial).meta({ label })

export default source({
  title: { en: 'Modbus read', zh: 'Modbus 读取' },
  doc: {
    en: 'Polls a table of tags, with as few requests as the device allows. All tags of one asset and one round arrive together; a tag that the device refuses is Bad while the others go on.',
    zh: '以尽可能少的请求轮询标签表。同一资产同一轮的标签同时到达;设备拒绝的标签为 Bad,其余不受影响。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('modbus/connection'),
    unitId: unitId().optional(),
    every: duration('1 s').meta({ label: { en: 'Every', zh: '周期' } }),
    tags: z
      .array(Tag.refine((tag) => formatFault(tag) === undefined, { error: ({ input }) => formatFault(Tag.parse(input)) ?? '' }))
      .min(1)
      .max(10_000)
      .meta({ label: { en: 'Tags', zh: '标签' }, widget: 'tags' }),
    maxRegisters: most(125, { en: 'Registers a request at most', zh: '单次请求最多寄存器数' }),
    maxBits: most(2000, { en: 'Bits a request at most', zh: '单次请求最多位数' }),
    gap: z
      .number()
      .int()
      .min(0)
      .max(120)
      .default(16)
      .meta({ label: { en: 'Places read along to save a request', zh: '为减少请求可跨越的空隙' } }),
  }),
  out: {},
  moreOut: [portsFor('tags', '{name}', portOf('item'))],
  connection: 'modbus/connection',
  ingress: 'at-least-once',
  overflow: 'latest-per-key',

  async open({ unitId, tags, every, maxRegisters: registers, maxBits: bits, gap }, outside: Outside<Link>) {
    const poll = poller(outside.client, unitId ?? outside.client.unitId, tags, { registers, bits, gap })
    let told: Round['refused'] = new Map()
    return repeat(every, outside, async () => {
      const { samples, refused } = await poll()
      for (const [tag, why] of refused) if (!told.has(tag)) outside.trouble(`${tag.name}: ${why}`)
      told = refused
      await outside.emit({ rows: rowsOf(samples, Date.now()) })
    })
  },

  examples: [
    [
      { en: 'an energy meter', zh: '电能表' },
      {
        connection: 'meter',
        every: '2 s',
        tags: [
          { name: 'power', table: 'input', address: 52, type: 'float32', unit: 'W' },
          { name: 'energy', table: 'input', address: 342, type: 'float32', unit: 'kWh' },
        ],
      },
    ],
  ],
})

/** One row an asset: what was read in one round arrives together. */
const rowsOf = (samples: ReadonlyMap<Tag, Sample>, time: number): Row[] =>
  [...Map.groupBy(samples, ([tag]) => tag.key ?? '')].map(([key, entries]) => ({
    key,
    time,
    ports: Object.fromEntries(entries.map(([tag, value]) => [tag.name, value])),
  }))
