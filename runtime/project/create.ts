/** A new project, from nothing or from a template; and what a template brings into one that is there. */
import { mkdir, readdir, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { freeName } from '@millrace/flow/name.ts'
import { writeSettings } from '@millrace/flow/settings.ts'
import type { Language } from '@millrace/flow/words.ts'
import { writeText } from './disk.ts'
import { notEmpty, openProject, type Project, settingsOf } from './open.ts'
import type { Outcome } from './outcome.ts'
import { readTemplate, type Template } from './template.ts'

export interface Creating {
  readonly name?: string
  /** A template's folder. */
  readonly template?: string
  readonly timeZone?: string
  readonly language?: Language
}

export const createProject = async (
  path: string,
  { name, template, timeZone = 'UTC', language = 'en' }: Creating = {},
): Promise<Outcome<Project>> => {
  const read = template === undefined ? undefined : await readTemplate(template)
  if (read && 'faults' in read) return read
  await mkdir(path, { recursive: true })
  const folder = await realpath(path)
  if ((await readdir(folder)).some((file) => file !== '.git')) return notEmpty(path)
  const languages = language === 'zh' ? ['zh', 'en'] : ['en', 'zh']
  const settings = { millrace: 1, name: name ?? basename(folder), timeZone, languages, environment: 'dev' }
  for (const [at, text] of [
    [settingsOf, writeSettings(settings)],
    ['connections.yaml', writeSettings({ millrace: 1, connections: {} })],
    ['environments/dev.yaml', writeSettings({ millrace: 1 })],
  ] as const) {
    const done = await writeText(folder, at, text)
    if ('faults' in done) return done
  }
  const project = await openProject(folder)
  if ('faults' in project || !read) return project
  const added = await addTemplate(project.ok, read.ok, { language })
  return 'faults' in added ? added : project
}

export interface Adding {
  readonly language?: Language
  /** What its first flow is called here. */
  readonly flow?: string
}

/** Its flows under names that are free, its connections where the project has none of that name. Gives the names of the flows. */
export const addTemplate = async (
  project: Project,
  { description, flows }: Template,
  { language = 'en', flow }: Adding = {},
): Promise<Outcome<readonly string[]>> => {
  for (const [role, { is, says, equipment, config }] of Object.entries(description.roles ?? {})) {
    if (project.connections.all().has(role)) continue
    const done = await project.connections.set(role, {
      is,
      says: says[language],
      ...(equipment && { equipment }),
      ...(config && { config }),
    })
    if ('faults' in done) return done
  }
  const taken = new Set(await project.flows.list())
  const names: string[] = []
  for (const [index, [name, document]] of [...flows].entries()) {
    const free = freeName(index === 0 && flow !== undefined ? flow : name, (one) => taken.has(one))
    const done = await project.flows.save(free, document)
    if ('faults' in done) return done
    taken.add(free)
    names.push(free)
  }
  return { ok: names }
}
