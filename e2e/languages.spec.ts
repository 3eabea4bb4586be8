/** Everything reads in both languages, in light and dark, and on a small screen. */
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { boilerWatch, makeFlow } from './site/flows.ts'
import { test } from './test.ts'

const texts: object = JSON.parse(readFileSync(new URL('../editor/text/en.json', import.meta.url), 'utf8'))
/** How a text looks that is in neither language: its key. */
const key = new RegExp(`(^|\\s)(${Object.keys(texts).join('|')})\\.[a-z]+[a-z.-]*($|\\s)`, 'i')

/** Everything that a person reads or has read out. */
const said = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '')
    return found.filter((text) => text.trim() !== '')
  })

const everywhere = async (page: Page, look: () => Promise<void>) => {
  await look()
  for (const panel of ['problems', 'debug', 'alarms', 'connections', 'parameters']) {
    await page.getByTestId(`dock ${panel}`).click()
    await look()
  }
  await page.getByTestId('node hot').click()
  await look()
  await page.getByTestId('deploy').click()
  await expect(page.getByTestId('deploy words')).toBeVisible()
  await look()
  await page.keyboard.press('Escape')
  await page.getByTestId('new-flow').click()
  await expect(page.getByTestId('new-flow-dialog')).toBeVisible()
  await look()
  await page.keyboard.press('Escape')
}

test('every text is there in English and in Chinese, and the choice is kept', async ({ page }) => {
  await makeFlow(page, 'words', boilerWatch)
  await page.goto('/#words')
  await expect(page.getByTestId('node hot')).toBeVisible()
  const complete = async () => expect((await said(page)).filter((text) => key.test(text))).toEqual([])
  await everywhere(page, complete)
  await page.getByTestId('language').click()
  await expect(page.getByTestId('deploy')).toHaveText('部署')
  await everywhere(page, complete)
  await page.getByTestId('node hot').click()
  for (const place of ['palette', 'inspector', 'status']) await expect(page.getByTestId(place)).toContainText(/[\u4e00-\u9fff]{2}/)
  for (const label of await page.getByTestId('inspector').locator('label').allTextContents()) expect(label).toMatch(/[\u4e00-\u9fff]/)
  await page.reload()
  await expect(page.getByTestId('deploy')).toHaveText('部署')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test('dark and light follow the system until a person chooses', async ({ page }) => {
  const root = page.locator('html')
  const brightness = () => page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)?.[0]))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(root).toHaveAttribute('data-theme', 'light')
  const light = await brightness()
  await page.getByTestId('theme').click()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  expect(await brightness()).toBeLessThan(light)
  await page.reload()
  await expect(root).toHaveAttribute('data-theme', 'dark')
})

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const)
  test(`at ${width} × ${height} nothing lies over anything else and the page does not scroll`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await makeFlow(page, `small-${width}`, boilerWatch)
    await page.goto(`/#small-${width}`)
    await expect(page.getByTestId('node hot')).toBeVisible()
    await expect(page.getByTestId(`flow small-${width}`)).toBeInViewport({ ratio: 0.9 })
    await expect(page.getByTestId('new-flow')).toBeInViewport()
    expect(await crowded(page)).toEqual([])
    await page.getByTestId('node hot').getByText('hot', { exact: true }).click()
    await expect(page.getByTestId('inspector')).toBeVisible()
    await page.getByTestId('dock connections').click()
    await expect(page.getByTestId('connections')).toBeVisible()
    expect(await crowded(page)).toEqual([])
  })

/** Pairs of controls that overlap, controls beyond the window's edge, and whether the page scrolls. */
const crowded = (page: Page) =>
  page.evaluate(() => {
    const name = (element: Element) =>
      element.getAttribute('data-testid') ?? element.getAttribute('aria-label') ?? element.textContent ?? ''
    /** What its scrolling list shows of it. */
    const seen = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const list = element.closest('[role=tablist]')?.getBoundingClientRect()
      return { top, bottom, left: Math.max(left, list?.left ?? left), right: Math.min(right, list?.right ?? right) }
    }
    const controls = [...document.querySelectorAll('header button, footer button, footer > span, [role=toolbar] button, [role=tab]')]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: seen(element) }))
      .filter(({ box }) => box.right > box.left)
    const faults: string[] = []
    for (const [i, a] of controls.entries()) {
      if (a.box.right > innerWidth + 1 || a.box.bottom > innerHeight + 1 || a.box.left < -1) faults.push(`${name(a.element)} is cut off`)
      for (const b of controls.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        if (across > 1 && down > 1 && !a.element.contains(b.element)) faults.push(`${name(a.element)} over ${name(b.element)}`)
      }
    }
    const { scrollWidth, scrollHeight } = document.documentElement
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push('the page scrolls')
    return faults
  })
