/** Somebody who has never seen Millrace, from the opened page to a running flow of their own: at most 25 gestures at 600 ms each. */
import { expect } from '@playwright/test'
import { drawWire, dropNode, newHand } from './hand.ts'
import { test } from './test.ts'

const most = 25

test('a new user gets a flow of their own to run, and finds it again', async ({ page, site }) => {
  await page.goto('/')
  await expect(page.getByTestId('new-flow')).toBeVisible()
  const hand = newHand(page)
  const { gesture } = hand
  const inspector = page.getByTestId('inspector')
  const dialog = page.getByTestId('browse-dialog')
  const click = (testId: string) => page.getByTestId(testId).click()
  const open = (name: string) => dialog.getByText(name, { exact: true }).first().click()

  await gesture('press New flow', () => click('new-flow'))
  await gesture('type its name', () => page.getByLabel('Name', { exact: true }).fill('my-first'))
  await gesture('create it', () => click('make-flow'))

  await gesture('drag MQTT in', () => dropNode(page, 'mqtt/in', 200, 160))
  await gesture('pick the broker', () => inspector.getByTestId('field connection').getByRole('combobox').selectOption('broker'))
  await gesture('browse its topics', () => click('browse topic'))
  await gesture('open plant1', () => open('plant1'))
  await gesture('open b1', () => open('b1'))
  await gesture('choose temperature', () => open('temperature'))
  await gesture('take it', () => click('pick'))
  await expect(inspector.getByTestId('field topic').getByRole('textbox')).toHaveValue('plant1/b1/temperature')

  await gesture('drag OPC UA subscribe', () => dropNode(page, 'opcua/subscribe', 200, 420))
  await gesture('pick the controller', () => inspector.getByTestId('field connection').getByRole('combobox').selectOption('boilers'))
  await gesture('browse its tags', () => click('browse tags'))
  await gesture('open Plant1', () => open('Plant1'))
  await gesture('open Boilers', () => open('Boilers'))
  await gesture('open B2', () => open('B2'))
  await gesture('choose Temperature', () => open('Temperature'))
  await gesture('take it', () => click('pick'))

  await gesture('drag Average', () => dropNode(page, 'math/average', 620, 160))
  await gesture('draw a wire that cannot work', () => drawWire(page, 'in.payload', 'average.value'))
  await expect(page.getByTestId('notice')).toContainText('text cannot feed')
  await gesture('take the converter that is offered', () => click('notice-action'))
  await expect(page.getByTestId('wire number.value>average.value')).toBeAttached()

  await gesture('press Deploy', () => click('deploy'))
  await gesture('deploy it', () => click('deploy-go'))
  await expect(page.getByTestId('deploy-dialog')).toBeHidden()

  const live = page.getByTestId(/^live number\.value/)
  await expect(live).toHaveAttribute('data-quality', 'good')
  const first = await live.locator('b').textContent()
  await expect(live.locator('b')).not.toHaveText(first ?? '')
  console.log(`gestures: ${hand.count}`)
  expect(hand.count).toBeLessThanOrEqual(most)
  expect(site.runtime.said()).not.toContain('"error"')
})
