/** Finds a browser for the tests, or brings one: what the machine has is taken before anything is downloaded. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { command } from '../command.ts'
import { program } from '../packages.ts'
import { aptInstall, mayInstall } from './peers.ts'

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']

const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The path of a browser that starts; undefined when there is none and none can be had. */
export async function browser(): Promise<string | undefined> {
  const chosen = process.env['MILLRACE_BROWSER']
  if (chosen) return chosen
  return (await starts(chromium.executablePath())) ?? (await onSystem()) ?? (await downloaded()) ?? (await debian())
}

async function onSystem(): Promise<string | undefined> {
  for (const name of ON_PATH) {
    const { code, output } = await command('sh', ['-c', `command -v ${name}`])
    const found = code === 0 ? await starts(output.trim()) : undefined
    if (found) return found
  }
  return ELSEWHERE.find((path) => existsSync(path))
}

async function downloaded(): Promise<string | undefined> {
  console.error('Downloading a browser for the tests …')
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env }
  const { code } = await command(process.execPath, [program('playwright'), 'install', '--no-shell', 'chromium'], { env })
  if (code !== 0) console.error('Playwright could not download one.')
  return starts(chromium.executablePath())
}

async function debian(): Promise<string | undefined> {
  if (!mayInstall()) return undefined
  await aptInstall(['chromium'])
  return onSystem()
}

/** A browser may be there and lack libraries of the system; only one that answers counts. */
async function starts(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined
  return process.platform === 'win32' || (await command(path, ['--version'])).code === 0 ? path : undefined
}
