/** The runtime as a few plain JavaScript files: our own rooms and the pure libraries below them in one piece, drivers left to node_modules. */
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'
import { root } from '../root.ts'

/** Everything that another process or thread begins with lies beside the rest, so that each finds it by its own place. */
const ENTRIES = {
  main: join(root, 'runtime/main.ts'),
  nodes: join(root, 'nodes/index.ts'),
  'child-main': join(root, 'runtime/host/child-main.ts'),
  'sqlite-worker': join(root, 'nodes/sql/sqlite-worker.ts'),
}

/** Pure libraries that every command loads: as part of the bundle they start faster and leave their other editions behind. */
const TAKEN_IN = ['zod', 'yaml', 'js-quantities']

/** What is done otherwise without an editor. */
const INSTEAD: Readonly<Record<string, string>> = { './commands/start.ts': join(root, 'tools/edge/no-start.ts') }

const packageOf = (id: string): string => /^(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id

const isOurs = (id: string): boolean => /^[./]/.test(id) || id.startsWith('@millrace/')

const isExternal = (id: string): boolean => !isOurs(id) && !TAKEN_IN.includes(packageOf(id))

/** All files come to lie in one folder below the edge form's own, as `.js`. */
const places: Plugin = {
  name: 'places',
  resolveId: (id) => INSTEAD[id],
  transform: (code, id) =>
    id.includes('node_modules')
      ? undefined
      : code
          .replaceAll(/new URL\('(?:\.{1,2}\/)+([\w-]+)\.ts', import\.meta\.url\)/g, "new URL('./$1.js', import.meta.url)")
          .replaceAll(/\bat\('\.\.\/\.\.\//g, "at('../")
          .replaceAll("import.meta.resolve('@millrace/nodes')", "new URL('./nodes.js', import.meta.url).href"),
}

export interface Bundled {
  /** Packages that the files import. */
  readonly imports: readonly string[]
  /** Packages that went into the files. */
  readonly holds: readonly string[]
}

export async function bundle(folder: string): Promise<Bundled> {
  const build = await rolldown({ input: ENTRIES, cwd: root, platform: 'node', external: isExternal, plugins: [places], logLevel: 'warn' })
  const { output } = await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
  await build.close()
  const chunks = output.filter((one) => one.type === 'chunk')
  for (const { fileName, code } of chunks) {
    const lost = /import\.meta\.resolve\(.*|new URL\([^)]*\.ts["'`].*/.exec(code)
    if (lost) throw new Error(`${fileName}: ${lost[0]} would not be found there`)
  }
  const files = new Set(chunks.map(({ fileName }) => fileName))
  const outside = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]).filter((id) => !files.has(id))
  const imports = outside.filter((id) => !id.startsWith('node:') && !builtinModules.includes(id)).map(packageOf)
  return { imports: [...new Set(imports)].sort(), holds: TAKEN_IN }
}
