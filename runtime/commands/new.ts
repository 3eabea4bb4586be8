/** `millrace new`: a project's folder, empty or from a template. */
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createProject } from '@millrace/project/create.ts'
import { listTemplates } from '@millrace/project/template.ts'
import { type Command, Ending, Exit, language, read, tell } from './command.ts'
import { templateFolder } from './here.ts'

export const newProject: Command = {
  says: { en: 'make a project', zh: '新建项目' },
  usage: `millrace new NAME

NAME is the folder to make; it must be empty or not there yet.

  --template T     begin with a template, by its name or its folder
  --templates      list the templates and make nothing
  --time-zone Z    an IANA zone, else the machine's
  --json           {"project","flows"} on one line; with --templates a template a line

Exit: 0 made, 1 the folder is not empty or the template has faults, 2 wrong usage.`,

  async run(words) {
    const { values, positionals } = read(words, {
      template: { type: 'string' },
      templates: { type: 'boolean' },
      'time-zone': { type: 'string' },
      json: { type: 'boolean' },
    })
    if (values.templates) return list(values.json)
    const [name, more] = positionals
    if (!name || more) throw new Ending(Exit.usage, 'new takes one NAME')
    const template = values.template === undefined ? undefined : await folderOf(values.template)
    const made = await createProject(name, {
      name: basename(name),
      language,
      timeZone: values['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(template !== undefined && { template }),
    })
    if ('faults' in made) {
      tell(made.faults, values.json)
      return Exit.faults
    }
    const { folder, flows } = made.ok
    const told = { project: folder, flows: await flows.list() }
    process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : `${name}: millrace start ${name}\n`)
    return Exit.good
  },
}

const list = async (json: boolean | undefined): Promise<number> => {
  for (const [name, { template }] of await listTemplates([templateFolder])) {
    const { title, doc, version } = template.description
    process.stdout.write(json ? `${JSON.stringify({ name, version, title, doc })}\n` : `${name.padEnd(16)} ${doc[language]}\n`)
  }
  return Exit.good
}

const folderOf = async (template: string): Promise<string> => {
  const known = await listTemplates([templateFolder])
  const path = known.get(template)?.path ?? template
  if (await stat(join(path, 'template.yaml')).catch(() => undefined)) return path
  throw new Ending(Exit.usage, `there is no template "${template}"; there are: ${[...known.keys()].join(', ')}`)
}
