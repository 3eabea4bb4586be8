/** `node e2e/pictures.ts`: draws the pictures of the documentation anew, from the demo's flows at work on the plant. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browser } from './browser.ts'
import { openSite } from './site/site.ts'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs/pictures')
await mkdir(pictures, { recursive: true })
const names = ['boilers', 'energy', 'packing']
const flows = await Promise.all(names.map(async (name) => [name, await readFile(join(root, `templates/demo/${name}.flow.yaml`), 'utf8')]))
const site = await openSite({ speed: 1, flows: Object.fromEntries(flows) })
const chrome = await chromium.launch(browser)
const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' })
const page = await context.newPage()

const shoot = async (name: string) => {
  await page.waitForTimeout(700)
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
  console.log(name)
}

try {
  await page.goto(site.runtime.link)
  await page.getByTestId('flow boilers').click()
  await values(page, 'mean.value')
  await values(page, 'history.temperature')
  await shoot('editor-light')

  await page.getByTestId('node boilers').click()
  await shoot('node-form')
  await page.getByTestId('browse tags').click()
  for (const place of ['Plant1', 'Plant1/Boilers/B1']) await page.getByTestId(`place ns=1;s=${place}`).click()
  for (const tag of ['Pressure', 'FiringRate']) await page.getByTestId(`place ns=1;s=Plant1/Boilers/B1/${tag}`).click()
  await shoot('browse-dialog')
  await page.getByTestId('pick').click()

  await page.getByTestId('node hot').click()
  const hysteresis = page.getByTestId('field hysteresis').getByRole('textbox')
  await hysteresis.fill('3')
  await hysteresis.press('Enter')
  await page.getByTestId('deploy').click()
  await page.getByTestId('deploy-message').fill('Reads the pressure and the firing rate of boiler 1, too')
  await shoot('deploy-diff')
  await page.keyboard.press('Escape')

  await page.getByTestId('flow energy').click()
  await values(page, 'peak.value')
  await page.getByTestId('theme').click()
  await shoot('editor-dark')
  await page.getByTestId('theme').click()

  await site.plant.fault('b2.overheating', true)
  await page.getByTestId('alarm-strip').waitFor({ timeout: 120_000 })
  await page.getByTestId('flow boilers').click()
  await page.getByTestId('dock alarms').click()
  await page.getByTestId('language').click()
  await values(page, 'mean.value')
  await shoot('editor-zh')
  await page.getByTestId('language').click()
  await page.setViewportSize({ width: 800, height: 600 })
  await page.getByTestId('flow energy').click()
  await page.getByTestId('node meter').waitFor()
  await page.reload()
  await values(page, 'peak.value')
  await shoot('editor-narrow')
} finally {
  await chrome.close()
  await site.close()
}

async function values(page: Page, wire: string) {
  await page.locator(`[data-testid="live ${wire}"][data-quality="good"]`).waitFor()
}
