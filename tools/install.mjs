/** Installs what package-lock.json asks for, once: a stamp remembers which lock file node_modules was made from. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const stamp = `${root}node_modules/.installed`
const STILL_ALIVE_MS = 10_000

/** Rejects when npm fails; everything it says goes to stderr, so that a command's own output stays clean. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .update(process.platform + process.arch)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  console.error('Installing the packages that package-lock.json names (about 400, once) …')
  const alive = setInterval(() => console.error(`  still installing, ${seconds()}`), STILL_ALIVE_MS)
  try {
    await npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  } finally {
    clearInterval(alive)
  }
  writeFileSync(stamp, wanted)
  console.error(`Installed in ${seconds()}.`)
}

/**
 * `npm install`, not `npm ci`: it leaves what is there in place and fetches only what differs.
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
function npm(args) {
  const script = process.env.npm_execpath
  const windows = process.platform === 'win32'
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const child = script?.endsWith('.js')
    ? spawn(process.execPath, [script, ...args], options)
    : spawn('npm', args, { ...options, shell: windows })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args[0]} ended with ${code}`))))
  })
}
