/** What a person does with mouse and keyboard, one gesture after the other, no faster than a person would. */
import { expect, type Locator, type Page } from '@playwright/test'

const paceMs = 600

export interface Hand {
  /** Counts, does it, and lets the rest of the pace pass; what it brings about is looked for meanwhile. */
  gesture(what: string, act: () => Promise<unknown>): Promise<void>
  readonly count: number
}

export function newHand(page: Page): Hand {
  let count = 0
  return {
    get count() {
      return count
    },
    async gesture(what, act) {
      count++
      const began = performance.now()
      await act().catch((cause: unknown) => {
        throw new Error(`gesture ${count}: ${what}`, { cause })
      })
      await page.waitForTimeout(Math.max(0, paceMs - (performance.now() - began)))
    },
  }
}

/** From the palette onto the canvas; `x`, `y` in pixels from the canvas's corner. */
export async function dropNode(page: Page, is: string, x: number, y: number): Promise<void> {
  const item = page.getByTestId(`palette ${is}`)
  await item.scrollIntoViewIfNeeded()
  const canvas = await boxOf(page.getByTestId('canvas'))
  await drag(page, await middleOf(item), { x: canvas.x + x, y: canvas.y + y })
}

/** From `out NODE.PORT` to `in NODE.PORT`. */
export async function drawWire(page: Page, from: string, to: string): Promise<void> {
  await drag(page, await middleOf(page.getByTestId(`out ${from}`)), await middleOf(page.getByTestId(`in ${to}`)))
}

export interface Point {
  readonly x: number
  readonly y: number
}

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

export async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator)
  return { x: x + width / 2, y: y + height / 2 }
}

export async function boxOf(locator: Locator) {
  await expect(locator).toBeVisible()
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not on the page')
  return box
}
