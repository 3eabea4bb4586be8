/** A project with a server of its own for a test, and clients that come to it as programs and browsers do. */
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import type { EditCommand } from '@millrace/flow/edit-command.ts'
import type { Answer, Answers, Request, RequestName, Told, ToldName } from '@millrace/flow/protocol.ts'
import type { Role } from '@millrace/flow/protocol-told.ts'
import { library } from '@millrace/nodes'
import { createProject } from '@millrace/project/create.ts'
import { openProject } from '@millrace/project/open.ts'
import { releaseToRun } from '@millrace/run/release-to-run.ts'
import { io } from 'socket.io-client'
import { given } from './refused.ts'
import { openServer, type Server } from './server.ts'

const catalogue = catalogueOf(library)

export const newProject = async (flows: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'millrace-')))
  given(await createProject(folder, { name: 'Plant' }))
  await mkdir(join(folder, 'flows'), { recursive: true })
  for (const [name, text] of Object.entries(flows)) await writeFlowFile(folder, name, text)
  return folder
}

export const writeFlowFile = (folder: string, name: string, text: string): Promise<void> =>
  writeFile(join(folder, `flows/${name}.flow.yaml`), text)

/** On a free port, closed with the test. */
export const serve = async (t: TestContext, folder: string): Promise<Server> => {
  const project = given(await openProject(folder))
  const found = await releaseToRun(project, catalogue, 'test')
  const server = await openServer({
    project,
    release: 'ok' in found ? found.ok?.release : undefined,
    library,
    libraryUrl: import.meta.resolve('@millrace/nodes'),
    catalogue,
    editor: join(import.meta.dirname, 'answers'),
    templates: [join(import.meta.dirname, '../../templates')],
    version: '0.0.0',
    port: 0,
  })
  t.after(() => server.close())
  return server
}

/** The cookie of a new session. */
export const enter = async (server: Server, role: Role = 'admin', user: string = role): Promise<string> => {
  const { headers } = await fetch(await server.link({ user, role }))
  return headers.get('set-cookie')?.split(';')[0] ?? ''
}

export const post = async <N extends RequestName>(
  { address }: Server,
  cookie: string,
  name: N,
  request: Request<N>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly answer: Answer<N> }> => {
  const response = await fetch(`${address}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: JSON.stringify(request),
  })
  return { status: response.status, answer: (await response.json()) as Answer<N> }
}

export interface Client {
  /** Throws the codes of the faults. */
  ask<N extends RequestName>(name: N, request: Request<N>): Promise<Answers[N]>
  /** All that was told under this name so far. */
  heard<N extends ToldName>(name: N): readonly Told[N][]
  /** The first that holds, also of those to come within 5 s. */
  hear<N extends ToldName>(name: N, holds?: (told: Told[N]) => boolean): Promise<Told[N]>
  end(): void
}

export const connect = async (t: TestContext, { address }: Server, cookie: string): Promise<Client> => {
  const socket = io(address, { extraHeaders: { cookie }, reconnection: false, transports: ['websocket'] })
  const all = new Map<string, unknown[]>()
  const waiting = new Set<() => void>()
  socket.onAny((name: string, told: unknown) => {
    all.set(name, [...(all.get(name) ?? []), told])
    for (const look of waiting) look()
  })
  t.after(() => socket.close())
  const heard = <N extends ToldName>(name: N) => (all.get(name) ?? []) as readonly Told[N][]
  const hear: Client['hear'] = (name, holds = () => true) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`nobody told "${name}" as it was waited for; last: ${JSON.stringify(heard(name).at(-1))?.slice(0, 500)}`))
      }, 5_000)
      const look = () => {
        const found = heard(name).find(holds)
        if (found === undefined) return
        clearTimeout(late)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  await hear('hello')
  return {
    async ask(name, request) {
      const answer = (await socket.timeout(5_000).emitWithAck(name, request)) as Answer<typeof name>
      if ('faults' in answer) throw new Error(answer.faults.map(({ code, at, says }) => `${code} ${at}: ${says.en}`).join('; '))
      return answer.ok
    },
    heard,
    hear,
    end: () => socket.close(),
  }
}

export const gesture = (...edits: EditCommand['edits']): EditCommand => ({ says: { en: 'Edit', zh: '编辑' }, edits })

/** Beats and counts; what it says can be told from the count alone. */
export const counting = (name: string, every = '50 ms'): string => `millrace: 1
name: ${name}
nodes:
  beat:
    is: flow/inject
    config: { every: ${every} }
  count:
    is: logic/counter
    in: { up: beat.value }
`
