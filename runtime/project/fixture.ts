/** A folder of its own for a test, a project in it, and node kinds enough to check flows by. */
import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connection, connectionOf, map, number, sink, source, z } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { createProject } from './create.ts'
import type { Project } from './open.ts'
import type { Outcome } from './outcome.ts'

export const temporary = async (): Promise<string> => realpath(await mkdtemp(join(tmpdir(), 'millrace-')))

export const ok = <T>(outcome: Outcome<T>): T => {
  if ('faults' in outcome) throw new Error(outcome.faults.map(({ file, line, says }) => `${file}:${line} ${says.en}`).join('; '))
  return outcome.ok
}

export const codes = (outcome: Outcome<unknown>): readonly string[] => ('faults' in outcome ? outcome.faults.map(({ code }) => code) : [])

export const project = async (): Promise<Project> =>
  ok(await createProject(join(await temporary(), 'plant'), { name: 'Plant', timeZone: 'Asia/Shanghai' }))

const words = { en: 'x', zh: 'x' }
const about = { title: words, doc: words, version: 1, examples: [] }

export const catalogue = catalogueOf({
  nodes: new Map<string, never>(
    Object.entries({
      'plc/in': source({
        ...about,
        config: z.object({ connection: connectionOf('plc/connection') }),
        out: { value: number() },
        connection: 'plc/connection',
        open: () => Promise.reject(new Error('not here')),
      }),
      'math/double': map({
        ...about,
        version: 2,
        config: z.object({ by: z.number().default(2) }),
        in: { value: number() },
        out: { value: number() },
        map: ({ by }, { value }) => ({ value: value * by }),
      }),
      'plc/out': sink({
        ...about,
        command: true,
        config: z.object({ connection: connectionOf('plc/connection') }),
        in: { value: number() },
        connection: 'plc/connection',
        writes: () => [],
      }),
    }) as never,
  ),
  connections: new Map<string, never>([
    [
      'plc/connection',
      connection({
        ...about,
        config: z.object({ host: z.string() }),
        secrets: { password: words },
        equipment: 'always',
        open: () => Promise.reject(new Error('not here')),
        close: () => undefined,
      }) as never,
    ],
  ]),
})

export const boiler: FlowDocument = {
  millrace: 1,
  name: 'Boiler',
  nodes: {
    level: { is: 'plc/in', config: { connection: 'plc' } },
    twice: { is: 'math/double', in: { value: 'level.value' } },
    aside: { is: 'math/double', in: { value: 'level.value' }, config: { by: 3 } },
    valve: { is: 'plc/out', in: { value: 'twice.value' }, config: { connection: 'plc' } },
  },
  layout: { level: [0, 0] },
}
