/** `millrace start`: the editor and the runtime of a project, for people at a browser. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@millrace/flow'
import type { Fault } from '@millrace/flow/fault.ts'
import { library } from '@millrace/nodes'
import type { Project } from '@millrace/project/open.ts'
import { releaseToRun } from '@millrace/run/release-to-run.ts'
import { PortTaken } from '@millrace/server/listen.ts'
import type { Who } from '@millrace/server/roles.ts'
import { openServer } from '@millrace/server/server.ts'
import { newLink, openSessions } from '@millrace/server/sessions.ts'
import { openInBrowser } from './browser.ts'
import { type Command, Ending, Exit, ending, language, read, tell, whole } from './command.ts'
import { editorFolder, libraryUrl, templateFolder, version } from './here.ts'
import { catalogue } from './load.ts'
import { claim, projectAt } from './open-project.ts'
import { untilStopped } from './until-stopped.ts'

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  origin: { type: 'string', multiple: true },
  environment: { type: 'string' },
  open: { type: 'boolean' },
  link: { type: 'boolean' },
  user: { type: 'string' },
  role: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const start: Command = {
  says: { en: 'start the editor and the runtime', zh: '启动编辑器和运行时' },
  usage: `millrace start [PROJECT]

PROJECT is a project's folder; left out, the present one.
Prints a link that lets one person in, once.

  --port N             listen there and nowhere else (else 4400 or the next free one)
  --host ADDRESS       listen on this address, once somebody has been let in (else 127.0.0.1: this machine alone)
  --origin URL         the address of a proxy in front (may be repeated)
  --environment NAME   where its connections are (environments/NAME.yaml)
  --open               open the link in the browser
  --link               print a new link, also while it runs already
  --user NAME          whom the link lets in (else admin)
  --role ROLE          as viewer, operator, engineer or admin (else admin)
  --json               {"project","address","link","release"} on one line

Exit: 0 stopped, 1 the project has faults, 2 wrong usage, 3 the port is taken or another runtime has the project.`,

  async run(words) {
    const { values, positionals } = read(words, options)
    if (positionals.length > 1) throw new Ending(Exit.usage, 'start takes one PROJECT at most')
    const who = whoFor(values)
    const project = await projectAt(positionals[0] ?? '.', values.environment, values.json)
    const say = (lines: readonly string[], data: Readonly<Record<string, unknown>>) =>
      void process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`)
    const running = values.link === true && (await linkToRunning(project, who))
    if (running) {
      say([running], { project: project.folder, link: running })
      return Exit.good
    }
    const letGo = await claim(project)
    if (!isLocal(values.host) && !(await openSessions(await project.local('access'))).known) {
      letGo()
      throw new Ending(Exit.environment, 'let somebody in first: start it without --host, open the link, then start it again')
    }
    const found = await releaseToRun(project, catalogue, 'millrace')
    if ('faults' in found) tellSome(found.faults, values.json)
    const release = 'ok' in found ? found.ok?.release : undefined
    const port = whole(values.port, 'port')
    const server = await openServer({
      project,
      release,
      library,
      libraryUrl,
      catalogue,
      editor: editorFolder,
      templates: [join(project.folder, 'templates'), templateFolder],
      version,
      ...(port !== undefined && { port }),
      ...(values.host !== undefined && { host: values.host }),
      ...(values.origin && { origins: values.origin }),
    }).catch((error: unknown) => {
      letGo()
      if (error instanceof PortTaken) throw ending(Exit.environment, `${error.message}; another one is chosen with --port`, error)
      throw error
    })
    await writeFile(await addressFile(project), server.address, { mode: 0o600 })
    const wanted = values.link === true || values.open === true || process.stdout.isTTY || !server.known
    const link = wanted ? await server.link(who) : undefined
    const { name } = project.settings
    const made = 'ok' in found && found.ok?.made ? [texts.made[language]] : []
    say([...made, `${name}: ${link ?? server.address}`, link ? texts.once[language] : texts.again[language]], {
      project: project.folder,
      address: server.address,
      ...(link !== undefined && { link }),
      ...(release && { release: release.release }),
    })
    if (values.open && link) openInBrowser(link)
    await untilStopped()
    await server.close()
    letGo()
    return Exit.good
  },
}

const isLocal = (host: string | undefined): boolean => host === undefined || /^(127\.|localhost$|::1$)/.test(host)

const Role = z.enum(['viewer', 'operator', 'engineer', 'admin'])

const whoFor = ({ user, role = 'admin' }: { readonly user?: string; readonly role?: string }): Who => {
  const known = Role.safeParse(role)
  if (!known.success) throw new Ending(Exit.usage, `--role takes ${Role.options.join(', ')}, not "${role}"`)
  return { user: user ?? known.data, role: known.data }
}

const mostTold = 20

/** The editor shows them all. */
const tellSome = (faults: readonly Fault[], json: boolean | undefined) => {
  tell(faults.slice(0, mostTold), json)
  if (faults.length > mostTold) process.stderr.write(`… ${faults.length - mostTold} more\n`)
}

const texts = {
  made: { en: 'Release 1 was made of the checked flows.', zh: '已由检查通过的流程生成版本 1。' },
  once: { en: 'The link lets one person in, once. Ctrl-C stops.', zh: '该链接仅可使用一次。按 Ctrl-C 停止。' },
  again: { en: 'A new link: millrace start --link. Ctrl-C stops.', zh: '获取新链接:millrace start --link。按 Ctrl-C 停止。' },
} as const

const addressFile = async (project: Project): Promise<string> => join(await project.local('access'), 'address')

/** The runtime that has the project reads links from its folder. */
const linkToRunning = async (project: Project, who: Who): Promise<string | undefined> => {
  const letGo = await claim(project).catch(() => undefined)
  letGo?.()
  const address = letGo ? undefined : await readFile(await addressFile(project), 'utf8').catch(() => undefined)
  return address && `${address}/enter/${await newLink(await project.local('access'), who)}`
}
