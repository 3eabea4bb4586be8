/** An effect as one line of JSON. */
import type { Effect } from '@millrace/flow/entry.ts'
import { encode } from './value.ts'

export const effectLine = ({ entry, index, kind, node, port, key, value, time, quality }: Effect): string =>
  JSON.stringify({ entry, index, kind, node, port, key, value: encode(value), time, quality })
