/** The ports that a node has with a given config. */
import type { Definition } from '@millrace/flow'
import type { Port, PortsFor } from '@millrace/flow/port.ts'

type Config = Readonly<Record<string, unknown>>

export const inputsOf = (definition: Definition, config: Config): ReadonlyMap<string, Port> =>
  ports('in' in definition ? definition.in : {}, 'moreIn' in definition ? definition.moreIn : undefined, config)

export const outputsOf = (definition: Definition, config: Config): ReadonlyMap<string, Port> =>
  ports('out' in definition ? definition.out : {}, 'moreOut' in definition ? definition.moreOut : undefined, config)

const ports = (fixed: Readonly<Record<string, Port>>, more: readonly PortsFor[] | undefined, config: Config): ReadonlyMap<string, Port> =>
  new Map([...Object.entries(fixed), ...(more ?? []).flatMap((each) => itemsOf(config[each.for]).map((item) => named(each, item)))])

const itemsOf = (field: unknown): readonly unknown[] => {
  if (typeof field === 'number') return Array.from({ length: field }, (_, i) => i + 1)
  return Array.isArray(field) ? field : []
}

const named = ({ name, port }: PortsFor, item: unknown): [string, Port] => [
  name.replace(/\{(\w+)\}/g, (_, field: string) => String(field === 'item' ? item : (item as Config)[field])),
  port,
]
