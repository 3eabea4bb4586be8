/** Somebody who has never seen Millrace, from the opened page to a running flow of their own: at most 25 gestures at 600 ms each. */
import { expect } from '@playwright/test'
import { drag, drawWire, dropNode, middleOf, newHand } from './hand.ts'
import { test } from './test.ts'

const most = 25

test('a new user gets a flow of their own to run, and finds it again', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByTestId('new-flow')).toBeVisible()
  const hand = newHand(page)
  const { gesture } = hand
  const inspector = page.getByTestId('inspector')
  const dialog = page.getByTestId('browse-dialog')
  const click = (testId: string) => page.getByTestId(testId).click()
  const open = (place: string) => dialog.getByTestId(`place ${place}`).click()

  await gesture('press New flow', () => click('new-flow'))
  await gesture('type its name', () => page.getByLabel('Name', { exact: true }).fill('my-first'))
  await gesture('create it', () => click('make-flow'))

  await gesture('drag MQTT in', () => dropNode(page, 'mqtt/in', 200, 160))
  await gesture('browse its topics', () => click('browse topic'))
  await gesture('open plant1', () => open('plant1'))
  await gesture('open b1', () => open('plant1/b1'))
  await gesture('choose temperature', () => open('plant1/b1/temperature'))
  await gesture('take it', () => click('pick'))
  await expect(inspector.getByTestId('field topic').getByRole('textbox')).toHaveValue('plant1/b1/temperature')

  await gesture('drag OPC UA subscribe', () => dropNode(page, 'opcua/subscribe', 200, 420))
  await gesture('browse its tags', () => click('browse tags'))
  await gesture('open Plant1, and with it the only folder inside', () => open('ns=1;s=Plant1'))
  await gesture('open B2', () => open('ns=1;s=Plant1/Boilers/B2'))
  await gesture('choose Temperature', () => open('ns=1;s=Plant1/Boilers/B2/Temperature'))
  await gesture('take it', () => click('pick'))

  await gesture('drag Average', () => dropNode(page, 'math/average', 620, 160))
  await gesture('draw a wire that cannot work', () => drawWire(page, 'in.payload', 'average.value'))
  await expect(page.getByTestId('notice')).toContainText('text cannot feed')
  await gesture('take the converter that is offered', () => click('notice-action'))
  await expect(page.getByTestId('wire average.value')).toBeAttached()
  await gesture('pull a wire from OPC UA onto empty ground', async () => {
    const from = await middleOf(page.getByTestId(/^out subscribe\.(?!error)/))
    await drag(page, from, { x: from.x + 160, y: from.y + 60 })
  })
  await gesture('take the high alarm that is offered', () => click('offer alarm/high'))

  await gesture('type its limit', () => inspector.getByTestId('field limit').getByRole('textbox').fill('95'))
  await gesture('press Deploy', () => click('deploy'))
  await gesture('deploy it', () => click('deploy-go'))
  await expect(page.getByTestId('deploy-dialog')).toBeHidden()

  for (const wire of ['average.value', 'high.value']) {
    const live = page.getByTestId(`live ${wire}`)
    await expect(live).toHaveAttribute('data-quality', 'good')
    const first = (await live.locator('b').textContent()) ?? ''
    expect(first).toMatch(/^\d+\.\d+/)
    await expect(live.locator('b')).not.toHaveText(first)
  }
  console.log(`gestures: ${hand.count}`)
  expect(hand.count).toBeLessThanOrEqual(most)

  for (const _ of ['its limit', 'the alarm']) await click('undo')
  await expect(page.getByTestId('node high')).toHaveCount(0)
  await page.reload()
  await expect(page.getByTestId('wire average.value')).toBeAttached()
  await expect(page.getByTestId('node high')).toHaveCount(0)
  await click('redo')
  await expect(page.getByTestId('live high.value')).toHaveAttribute('data-quality', 'good')
  for (const _ of ['the alarm', 'the converter']) await click('undo')
  await expect(page.getByTestId('node number')).toHaveCount(0)
  await expect(page.getByTestId('node average')).toBeVisible()
})
