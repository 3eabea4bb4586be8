/** Runs the Playwright tests of the built product in the browser that was found. */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../packages.ts'
import { root } from '../root.ts'
import type { Tally } from '../tally.ts'

const ALL_WITHIN_MS = 900_000

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }
  readonly errors: readonly unknown[]
}

/** A flaky test, one that passed only when repeated, counts as failed. */
export async function pages(paths: readonly string[], browser: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-pages-'))
  const file = join(folder, 'report.json')
  const args = ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json', `--global-timeout=${ALL_WITHIN_MS}`, ...paths]
  const env = { ...process.env, MILLRACE_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const child = spawn(process.execPath, [program('playwright', '@playwright/test', 'e2e'), ...args], { cwd: root, env, stdio: 'inherit' })
  try {
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
    const { stats, errors }: Report = JSON.parse(readFileSync(file, 'utf8'))
    const failed = stats.unexpected + stats.flaky + errors.length
    return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
