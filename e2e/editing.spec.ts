/** Drawing, the everyday part: what is selected, moved, copied, named, deleted and mended, each taken back in one step. */
import { expect, type Page } from '@playwright/test'
import { boxOf, drag } from './hand.ts'
import { ask, boilerWatch, makeFlow } from './site/flows.ts'
import { test } from './test.ts'

const open = async (page: Page, flow: string, nodes: Parameters<typeof makeFlow>[2] = boilerWatch) => {
  await makeFlow(page, flow, nodes)
  await page.goto(`/#${flow}`)
  for (const name of Object.keys(nodes)) await expect(page.getByTestId(`node ${name}`)).toBeVisible()
}
const node = (page: Page, name: string) => page.getByTestId(`node ${name}`)
const header = (page: Page, name: string) => node(page, name).getByText(name, { exact: true })
const undo = (page: Page) => page.getByTestId('undo').click()

test('nodes are selected together, copied, pasted, deleted, and every step is taken back', async ({ page }) => {
  await open(page, 'copies')
  await header(page, 'celsius').click()
  await header(page, 'hot').click({ modifiers: ['Shift'] })
  await expect(node(page, 'celsius')).toHaveAttribute('data-selected', 'true')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(node(page, 'celsius2')).toBeVisible()
  await expect(page.getByTestId('wire hot2.value')).toBeAttached()
  await page.keyboard.press('Delete')
  await expect(node(page, 'hot2')).toHaveCount(0)
  await undo(page)
  await expect(page.getByTestId('wire hot2.value')).toBeAttached()
  await undo(page)
  await expect(node(page, 'celsius2')).toHaveCount(0)
  await header(page, 'celsius').click()
  await page.keyboard.press('Control+Backspace')
  await expect(node(page, 'celsius')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('wire celsius.text')).toBeAttached()
})

test('nodes move by mouse and by keyboard, and the places are kept', async ({ page }) => {
  await open(page, 'moves')
  const place = async () => (await ask(page, 'doc.get', { flow: 'moves' })).document.layout?.['hot']
  const box = await boxOf(header(page, 'hot'))
  await drag(page, { x: box.x + 5, y: box.y + 5 }, { x: box.x + 5, y: box.y + 105 })
  await expect.poll(async () => (await place())?.[1]).toBeGreaterThan(60)
  const [, y = 0] = (await place()) ?? []
  expect(y % 10).toBe(0)
  await page.keyboard.press('Control+ArrowLeft')
  await page.keyboard.press('Control+Shift+ArrowUp')
  await expect.poll(place).toEqual([590, y - 50])
  for (const _ of ['up', 'left', 'mouse']) await undo(page)
  await expect.poll(place).toEqual([600, 0])
})

test('a node is renamed with its wires; a name that is taken is refused', async ({ page }) => {
  await open(page, 'names')
  await header(page, 'celsius').click()
  const name = page.getByTestId('field name')
  await name.fill('hot')
  await name.press('Enter')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.press('Escape')
  await expect(name).toHaveValue('celsius')
  await name.fill('degrees')
  await name.press('Enter')
  await expect(node(page, 'degrees')).toBeVisible()
  await header(page, 'hot').click()
  await expect(page.getByTestId('inspector')).toContainText('degrees.value')
})

test('a problem leads to its place and is mended by what it offers', async ({ page }) => {
  const { boiler, hot } = boilerWatch
  await open(page, 'problems', { boiler, hot: { ...hot, config: { limit: 90 }, in: { value: 'boiler.payload' } } })
  await page.getByTestId('dock problems').click()
  const problem = page.getByTestId('problem')
  await expect(problem).toHaveCount(1)
  await problem.getByRole('button', { name: 'hot.in.value' }).click()
  await expect(node(page, 'hot')).toHaveAttribute('data-selected', 'true')
  await problem.getByTestId('fix').click()
  await expect(page.getByTestId('problem')).toHaveCount(0)
  await expect(page.locator('[data-testid^="wire "]')).toHaveCount(2)
})

test('a field follows a parameter', async ({ page }) => {
  await open(page, 'follows')
  await page.getByTestId('dock parameters').click()
  await page.getByTestId('new-parameter').click()
  const name = page.getByTestId('parameter parameter').getByLabel('Name')
  await name.fill('limit')
  await name.press('Enter')
  const value = page.getByTestId('parameter limit').getByLabel('Default')
  await value.fill('88')
  await value.press('Enter')
  await header(page, 'hot').click()
  await page.getByTestId('field limit').getByRole('combobox').selectOption('limit')
  await expect(page.getByTestId('field limit')).toContainText('follows the parameter limit')
  const { nodes, parameters } = (await ask(page, 'doc.get', { flow: 'follows' })).document
  expect(nodes['hot']?.config?.['limit']).toEqual({ parameter: 'limit' })
  expect(parameters?.['limit']?.default).toBe(88)
})

test('a function is written in an editor that knows its inputs', async ({ page }) => {
  await open(page, 'functions', { twice: { is: 'code/function', at: [0, 0] } })
  await header(page, 'twice').click()
  await page.getByTestId('edit-code').click()
  const code = page.getByTestId('code')
  await expect(code).toHaveAttribute('data-ready', 'true', { timeout: 20_000 })
  const write = async (body: string) => {
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(`export default function (inputs: Inputs, state: any, at: At): Outputs | undefined { ${body} }`)
  }
  await write('return { value: inputs.valu * 3 }')
  await expect(code.locator('.squiggly-error').first()).toBeAttached({ timeout: 15_000 })
  await write('return { value: inputs.value * 3 }')
  await page.getByTestId('done').click()
  await expect(page.getByTestId('code-dialog')).toBeHidden()
  await expect
    .poll(async () => (await ask(page, 'doc.get', { flow: 'functions' })).document.nodes['twice']?.config?.['code'])
    .toContain('(inputs, state, at) { return { value: inputs.value * 3 }')
})

test('two pages that edit one flow at once both keep what each has done', async ({ page, context }) => {
  await open(page, 'shared')
  const other = await context.newPage()
  await other.goto('/#shared')
  await expect(node(other, 'hot')).toBeVisible()
  await header(page, 'boiler').click()
  await header(other, 'hot').click()
  await Promise.all([page, other].map((one) => one.keyboard.press('Control+d')))
  for (const one of [page, other]) {
    await expect(node(one, 'boiler2')).toBeVisible()
    await expect(node(one, 'hot2')).toBeVisible()
    await expect(one.getByTestId('status')).toContainText('Saved')
  }
  const { nodes } = (await ask(page, 'doc.get', { flow: 'shared' })).document
  expect(Object.keys(nodes).sort()).toEqual(['boiler', 'boiler2', 'celsius', 'hot', 'hot2'])
  await other.close()
})
