/** Opens an address in the machine's browser; a machine without one goes on without. */
import { spawn } from 'node:child_process'

const openers: Readonly<Record<string, readonly string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''], linux: ['xdg-open'] }

export const openInBrowser = (address: string): void => {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(program ?? 'xdg-open', [...words, address], { stdio: 'ignore', detached: true })
  child.on('error', (error) => process.stderr.write(`no browser was opened: ${error.message}\n`))
  child.unref()
}
