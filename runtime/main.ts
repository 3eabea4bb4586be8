/** The `millrace` command: finds the subcommand, loads it alone, and turns how it ended into an exit code. */
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Command, Ending, Exit, language } from './commands/command.ts'

// Stripping types takes longer than most commands: what was stripped is kept, where it may be; no command needs it to be.
enableCompileCache(join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millrace', 'compiled'))

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  run: async () => (await import('./commands/run.ts')).run,
  new: async () => (await import('./commands/new.ts')).newProject,
  check: async () => (await import('./commands/check.ts')).check,
  fmt: async () => (await import('./commands/fmt.ts')).fmt,
  nodes: async () => (await import('./commands/nodes.ts')).nodes,
  fold: async () => (await import('./commands/fold.ts')).fold,
  test: async () => (await import('./commands/test.ts')).test,
  pack: async () => (await import('./commands/pack.ts')).pack,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
}

const help = async (): Promise<string> => {
  const rows = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(8)} ${(await load()).says[language]}`),
  )
  return [
    language === 'zh' ? '用法:millrace 命令 [参数]' : 'usage: millrace COMMAND [WORDS]',
    '',
    ...rows,
    '',
    language === 'zh' ? '每个命令都有 --help。' : 'Every command has --help.',
    '',
  ].join('\n')
}

const run = async ([name, ...words]: readonly string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await help())
    return name === undefined ? Exit.usage : Exit.good
  }
  const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined
  if (!command) throw new Ending(Exit.usage, `there is no command "${name}"; see millrace --help`)
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`${command.says[language]}\n\n${command.usage}\n`)
    return Exit.good
  }
  return command.run(words)
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? Exit.good : Exit.environment))

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Ending)) throw error
  process.stderr.write(`millrace: ${error.message}\n`)
  process.exitCode = error.code
}
