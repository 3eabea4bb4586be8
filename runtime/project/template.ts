/** A template's folder: what it is for, what it needs, and the flows, recording and text that come with it. Data, no code. */
import { readdir, realpath, stat } from 'node:fs/promises'
import { z } from '@millrace/flow'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { readSettings } from '@millrace/flow/settings.ts'
import type { Json } from '@millrace/flow/type.ts'
import { inside, isId, readText } from './disk.ts'
import { type Outcome, refuse } from './outcome.ts'

const words = z.strictObject({ en: z.string(), zh: z.string() })
const json = z.json() as z.ZodType<Json>

export const TemplateDescription = z.strictObject({
  millrace: z.literal(1),
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
  title: words,
  doc: words,
  licence: z.string(),
  publisher: z.string(),
  contact: z.string().optional(),
  /** The least Millrace it runs on. */
  minimumRuntime: z.string().optional(),
  /** The standard it follows. */
  standard: z.string().optional(),
  locales: z.array(z.enum(['en', 'zh'])).optional(),
  /** What its flows do besides: `user code`, `write`. */
  permissions: z.array(z.string()).optional(),
  /** Connections by what they are for, never where: name in the flows → kind. */
  roles: z
    .record(
      z.string(),
      z.strictObject({ is: z.string(), says: words, equipment: z.boolean().optional(), config: z.record(z.string(), json).optional() }),
    )
    .optional(),
  /** Parameters of its flows that one is asked for, with other defaults where they are given. */
  parameters: z.record(z.string(), z.strictObject({ title: words.optional(), says: words, default: json.optional() })).optional(),
  flows: z.array(z.string()).min(1),
  recording: z.string().optional(),
  changelog: z.record(z.string(), words).optional(),
})

export type TemplateDescription = z.output<typeof TemplateDescription>

export interface Template {
  readonly description: TemplateDescription
  /** With the template's defaults in their parameters. */
  readonly flows: ReadonlyMap<string, FlowDocument>
  /** Where its recording lies. */
  readonly recording?: string
}

const withDefaults = (document: FlowDocument, given: TemplateDescription['parameters'] = {}): FlowDocument => {
  const parameters = Object.entries(document.parameters ?? {}).map(([name, parameter]) => {
    const wish = Object.hasOwn(given, name) ? given[name]?.default : undefined
    return [name, wish === undefined ? parameter : { ...parameter, default: wish }]
  })
  return document.parameters ? { ...document, parameters: Object.fromEntries(parameters) } : document
}

const isFile = (name: string): boolean => isId(name.replace(/\.jsonl$/, ''))

export const readTemplate = async (path: string): Promise<Outcome<Template>> => {
  const folder = await realpath(path).catch(() => undefined)
  if (folder === undefined) return refuse('file-missing', 'template', { file: path })
  const text = await readText(folder, 'template.yaml')
  if ('faults' in text) return text
  if (text.ok === undefined) return refuse('file-missing', 'template', { file: 'template.yaml' }, 'template.yaml')
  const read = readSettings(text.ok, TemplateDescription, { file: 'template.yaml' })
  if (!('value' in read)) return { faults: read.faults }
  const description = read.value
  const bad = [...description.flows, ...Object.keys(description.roles ?? {})].find((name) => !isId(name))
  if (bad !== undefined) return refuse('bad-name', 'template', { name: bad }, 'template.yaml')

  const faults: Fault[] = []
  const flows = new Map<string, FlowDocument>()
  for (const name of description.flows) {
    const file = `${name}.flow.yaml`
    const found = await readText(folder, file)
    if ('faults' in found) faults.push(...found.faults)
    else if (found.ok === undefined) faults.push(...refuse('file-missing', 'flows', { file }, 'template.yaml').faults)
    else {
      const { document, faults: wrong } = readFlow(found.ok, { file })
      faults.push(...wrong)
      if (document) flows.set(name, withDefaults(document, description.parameters))
    }
  }
  const { recording } = description
  const recorded = recording === undefined || !isFile(recording) ? undefined : await inside(folder, recording)
  if (recording !== undefined && !(recorded && (await stat(recorded).catch(() => undefined))?.isFile()))
    faults.push(...refuse('file-missing', 'recording', { file: recording }, 'template.yaml').faults)
  return faults.length > 0 ? { faults } : { ok: { description, flows, ...(recorded !== undefined && { recording: recorded }) } }
}

/** The templates below these folders by name; the first of a name counts. Those that can't be read are left out. */
export const listTemplates = async (
  folders: readonly string[],
): Promise<ReadonlyMap<string, { readonly path: string; readonly template: Template }>> => {
  const found = new Map<string, { readonly path: string; readonly template: Template }>()
  for (const folder of folders) {
    for (const name of (await readdir(folder).catch(() => [])).filter(isId).sort()) {
      const path = `${folder}/${name}`
      const template = found.has(name) ? undefined : await readTemplate(path)
      if (template && 'ok' in template) found.set(name, { path, template: template.ok })
    }
  }
  return found
}
