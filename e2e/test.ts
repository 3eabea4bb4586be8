/** Playwright's `test` with a plant, a runtime and a signed-in page; whatever the browser complains of fails the test. */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { openSite, type Site } from './site/site.ts'

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

interface Given {
  /** Complaints that a test provokes on purpose. */
  readonly allowed: RegExp[]
}

interface GivenOnce {
  readonly site: Site
  readonly session: Session
}

export const test = base.extend<Given, GivenOnce>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern
    async ({}, use) => {
      const site = await openSite()
      await use(site)
      await site.close()
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  session: [
    async ({ site, browser }, use) => {
      const page = await browser.newPage()
      await page.goto(site.runtime.link)
      await page.waitForURL(`${site.runtime.origin}/**`)
      await expect(page.getByTestId('canvas')).toBeVisible()
      await use(await page.context().storageState())
      await page.close()
    },
    { scope: 'worker', timeout: 20_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  allowed: async ({}, use) => use([]),
  storageState: async ({ session }, use) => use(session),
  baseURL: async ({ site }, use) => use(site.runtime.origin),
  page: async ({ page, allowed }, use) => {
    const complaints = listen(page)
    await use(page)
    expect(complaints.filter((said) => !allowed.some((pattern) => pattern.test(said)))).toEqual([])
  },
})

/** Errors and warnings of the console (where violations of the content policy are told, too), and what nobody caught. */
function listen(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
  })
  return complaints
}
