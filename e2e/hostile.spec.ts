/** What an enemy or an accident brings: scripts in every text, pages of other origins, no session, broken and huge documents. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EditCommand } from '@millrace/flow/edit-command.ts'
import { expect, type Page, request } from '@playwright/test'
import { ask, boilerWatch, deployFlow, makeFlow } from './site/flows.ts'
import { test } from './test.ts'

const script = (place: string) =>
  `<img src=x onerror="window.hacked='${place}'"><script>window.hacked='${place}'</script>{{constructor.constructor('hacked=1')()}}`

test('a script in any text is shown and never runs', async ({ page }) => {
  await makeFlow(page, 'scripts', {
    clock: {
      is: 'flow/inject',
      says: script('says'),
      config: { every: '1 s', type: { type: 'text' }, value: script('value') },
      at: [0, 0],
    },
    log: { is: 'log/debug', says: script('note'), in: { value: 'clock.value' }, at: [300, 0] },
  })
  const edit = (edits: EditCommand['edits']) =>
    ask(page, 'doc.get', { flow: 'scripts' }).then(({ rev }) =>
      ask(page, 'doc.command', {
        flow: 'scripts',
        rev,
        id: `hostile ${rev}`,
        command: { says: { en: script('undo'), zh: script('undo') }, edits },
      }),
    )
  await edit([{ do: 'set-flow', field: 'name', to: script('name') }])
  await edit([{ do: 'set-flow', field: 'says', to: script('flow') }])
  await edit([{ do: 'set-parameter', name: 'limit', to: { type: 'text', default: script('default'), says: script('meaning') } }])
  await ask(page, 'connection.set', { name: 'evil', is: 'mqtt/connection', config: {}, says: script('connection') })
  await deployFlow(page, 'scripts')
  await page.goto('/#scripts')
  await expect(page.getByRole('tab', { name: /onerror/ })).toBeVisible()
  await expect(page.getByTestId('live log.value').locator('b')).toContainText('<img')
  for (const panel of ['problems', 'alarms', 'connections', 'parameters', 'debug']) await page.getByTestId(`dock ${panel}`).click()
  await expect(page.getByTestId('debug-lines')).toContainText('onerror')
  for (const name of ['clock', 'log']) await page.getByTestId(`node ${name}`).click()
  await page.getByTestId('undo').hover()
  await edit([{ do: 'set-says', node: 'log', to: script('again') }])
  await page.getByTestId('deploy').click()
  await expect(page.getByTestId('deploy scripts')).toContainText('onerror')
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  await ask(page, 'connection.remove', { name: 'evil' })
})

test('a script that gets into the page all the same is stopped by its policy', async ({ page, allowed }) => {
  allowed.push(/Content Security Policy/)
  await page.goto('/')
  await expect(page.getByTestId('canvas')).toBeVisible()
  const stopped = await page.evaluate(async () => {
    const told: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective))
    const inline = document.createElement('script')
    inline.textContent = 'window.hacked = 1'
    const foreign = document.createElement('script')
    foreign.src = 'https://example.com/hack.js'
    const image = document.createElement('div')
    image.innerHTML = '<img src="data:," onerror="window.hacked = 2">'
    document.body.append(inline, foreign, image)
    await fetch('https://example.com/').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 500))
    return told.toSorted()
  })
  expect(stopped).toEqual(['connect-src', 'script-src-attr', 'script-src-elem', 'script-src-elem'])
  expect(await page.evaluate('window.hacked')).toBeUndefined()
})

test('a page of another origin gets nothing and changes nothing, though the browser sends the cookie', async ({ page, site, context }) => {
  const { origin } = site.runtime
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Somewhere else</h1>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const other = await context.newPage()
  await other.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const before = await ask(page, 'flows', {})
  const tried = await other.evaluate(async (origin) => {
    const post = (mode: RequestMode, type: string) =>
      fetch(`${origin}/api/flow.new`, {
        method: 'POST',
        mode,
        credentials: 'include',
        headers: { 'content-type': type },
        body: JSON.stringify({ name: `stolen-${mode}` }),
      }).then(
        (answer) => (answer.type === 'opaque' ? 'nothing to read' : `read ${answer.status}`),
        () => 'refused',
      )
    const socket = () =>
      new Promise<string>((resolve) => {
        const line = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
        line.onmessage = () => resolve('heard')
        line.onerror = () => resolve('refused')
      })
    const frame = () =>
      new Promise<string>((resolve) => {
        const iframe = document.createElement('iframe')
        iframe.onload = () => resolve(iframe.contentDocument === null ? 'nothing to read' : 'read')
        iframe.src = origin
        document.body.append(iframe)
      })
    return [await post('cors', 'application/json'), await post('no-cors', 'text/plain'), await socket(), await frame()]
  }, origin)
  expect(tried).toEqual(['refused', 'refused', 'refused', 'nothing to read'])
  expect(await ask(page, 'flows', {})).toEqual(before)
  await other.close()
  server.close()
})

test('without a session there is neither page, answer nor socket', async ({ site }) => {
  const { origin, link } = site.runtime
  const stranger = await request.newContext({ baseURL: origin, storageState: { cookies: [], origins: [] } })
  expect((await stranger.get('/')).status()).toBe(401)
  expect((await stranger.post('/api/flows', { data: {} })).status()).toBe(401)
  expect((await stranger.get(link)).status()).toBe(401)
  await stranger.dispose()
  expect(await knock(origin)).toBe('refused')
})

const knock = (origin: string) =>
  new Promise<string>((resolve) => {
    const line = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    line.onmessage = () => resolve('heard')
    line.onerror = () => resolve('refused')
  })

const paste = async (page: Page, text: string) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), text)
  await page.getByTestId('canvas').focus()
  await page.keyboard.press('Control+v')
}

test('what cannot be pasted says why, and nothing is lost', async ({ page }) => {
  await makeFlow(page, 'pastes', boilerWatch)
  await page.goto('/#pastes')
  await expect(page.getByTestId('node hot')).toBeVisible()
  const before = (await ask(page, 'doc.get', { flow: 'pastes' })).document
  const notice = page.getByTestId('notice')
  await paste(page, 'millrace: 1\nname: x\nnodes:\n  a: { is: math/add\n b: [')
  await expect(notice).toContainText('this is not YAML')
  await page.keyboard.press('Escape')
  await expect(notice).toHaveText('')
  await paste(page, `millrace: 1\nname: x\nnodes:\n  a: { is: log/debug, says: ${'x'.repeat(11_000_000)} }`)
  await expect(notice).toHaveText(/MB/, { timeout: 15_000 })
  await page.keyboard.press('Escape')
  await paste(page, 'millrace: 1\nname: x\nnodes:\n  __proto__: { is: log/debug }\n')
  await expect(notice).toHaveText(/\S/)
  expect((await ask(page, 'doc.get', { flow: 'pastes' })).document).toEqual(before)
  await paste(page, 'millrace: 1\nname: x\nnodes:\n  hot: { is: log/debug }\n')
  await expect(page.getByTestId('node hot2')).toBeVisible()
})
