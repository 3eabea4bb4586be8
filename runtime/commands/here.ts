/** Where what ships with the runtime lies. */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const editorFolder = at('../../editor/dist')
export const templateFolder = at('../../templates')
/** The module that a flow's own process loads its nodes from. */
export const libraryUrl = import.meta.resolve('@millrace/nodes')

const { version: written } = createRequire(import.meta.url)('../package.json') as { readonly version: string }
export const version = written
