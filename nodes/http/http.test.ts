/** HTTP: curl against our endpoint, our request against a server of Python's standard library. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import type { Outside } from '@millrace/flow'
import { freePort, lacking, start } from '@millrace/peers/program.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import connection from './connection.ts'
import endpoint from './endpoint.ts'
import listener from './listener.ts'
import request from './request.ts'
import send from './send.ts'

const run = promisify(execFile)

const listening = async (t: TestContext, secrets = {}) => {
  const port = await freePort()
  const { connecting, close } = connectingTo('/', secrets)
  const opened = await listener.open(listener.config.parse({ port }), connecting)
  t.after(async () => {
    close()
    await opened.close()
  })
  const at = async (config: object, emit?: Outside['emit']) => {
    const tried = outsideOf(opened)
    const node = await endpoint.open(endpoint.config.parse({ connection: 'in', ...config }), { ...tried.outside, ...(emit && { emit }) })
    return { ...tried, node }
  }
  /** Status and body, as curl has them. */
  const curl = async (path: string, ...args: string[]) => {
    const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...args, `http://127.0.0.1:${port}${path}`])
    const cut = stdout.lastIndexOf('\n')
    return { status: Number(stdout.slice(cut + 1)), text: stdout.slice(0, cut) }
  }
  return { at, curl, port }
}

test('curl posts JSON, text and bytes; each arrives under the key of its path', { skip: lacking('curl') }, async (t) => {
  const { at, curl } = await listening(t)
  const machines = await at({ path: '/machines/{machine}', key: 'plant1/{machine}' })
  const texts = await at({ path: '/text', as: 'text', method: 'PUT' })
  const blobs = await at({ path: '/bytes', as: 'bytes' })
  assert.equal((await curl('/machines/m%C3%BC3?shift=2', '-d', '{"speed":12.5,"id":1}')).status, 202)
  assert.equal((await curl('/text', '-X', 'PUT', '-d', '锅炉')).status, 202)
  assert.equal((await curl('/bytes', '--data-binary', 'ab')).status, 202)
  assert.deepEqual(machines.rows, [
    { key: 'plant1/mü3', ports: { body: { speed: 12.5, id: 1 }, path: '/machines/m%C3%BC3', query: { shift: '2' } } },
  ])
  assert.equal(texts.rows[0]?.ports['body'], '锅炉')
  assert.deepEqual(blobs.rows[0]?.ports['body'], new Uint8Array([97, 98]))
  await curl('/bytes', '-H', 'Idempotency-Key: order-7', '-d', 'x')
  assert.equal(blobs.origins.at(-1), 'order-7')
})

test('what is not expected is refused with its reason, and nothing reaches the flow', { skip: lacking('curl') }, async (t) => {
  const { at, curl } = await listening(t)
  const node = await at({ path: '/in' })
  const statusOf = async (...args: [string, ...string[]]) => (await curl(...args)).status
  const bad = await curl('/in', '-d', '{"a":')
  assert.equal(bad.status, 400)
  assert.match(bad.text, /this is not JSON/)
  assert.equal((await curl('/in', '-d', '[9007199254740993]')).status, 400)
  assert.equal(await statusOf('/in', '-d', `${'['.repeat(10_000)}`), 400)
  assert.equal(await statusOf('/in', '--data-binary', `@${process.execPath}`), 413)
  assert.equal(await statusOf('/in', '-H', 'Transfer-Encoding: chunked', '--data-binary', `@${process.execPath}`), 413)
  assert.equal(await statusOf('/elsewhere', '-d', '1'), 404)
  assert.equal(await statusOf('/in'), 405)
  assert.equal(await statusOf('/in', '-d', '1', '-H', 'Origin: https://evil.example'), 403)
  assert.equal(await statusOf('/in', '-d', '1', '-H', 'Host: evil.example'), 403)
  assert.deepEqual(node.rows, [])
  await node.node.close()
  assert.equal(await statusOf('/in', '-d', '1'), 404)
})

test('the answer comes when the flow has taken it, not before', { skip: lacking('curl') }, async (t) => {
  const { at, curl } = await listening(t)
  const taken = Promise.withResolvers<void>()
  await at({ path: '/in' }, () => taken.promise)
  let answered = false
  const posted = curl('/in', '-d', '1').then(({ status }) => {
    answered = true
    return status
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal(answered, false)
  taken.resolve()
  assert.equal(await posted, 202)
})

test('a token keeps others out, and is asked for where others can come', { skip: lacking('curl') }, async (t) => {
  const { at, curl } = await listening(t, { token: 's3cret' })
  await at({ path: '/in' })
  assert.equal((await curl('/in', '-d', '1')).status, 401)
  assert.equal((await curl('/in', '-d', '1', '-H', 'Authorization: Bearer wrong')).status, 401)
  assert.equal((await curl('/in', '-d', '1', '-H', 'Authorization: Bearer s3cret')).status, 202)
  await assert.rejects(
    async () => listener.open(listener.config.parse({ host: '0.0.0.0', port: 15_000 }), connectingTo('/').connecting),
    /set its token first/,
  )
})

const python = '/usr/bin/python3'

const server = `
import http.server, json, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do(self):
        body = self.rfile.read(int(self.headers.get('content-length') or 0)).decode()
        status = int(self.path.split('status=')[1]) if 'status=' in self.path else 200
        if 'slow' in self.path: time.sleep(2)
        told = {'method': self.command, 'path': self.path, 'body': body, 'type': self.headers.get('content-type'), 'auth': self.headers.get('authorization'), 'x': self.headers.get('x-source')}
        out = json.dumps(told).encode() if 'plain' not in self.path else b'plain text'
        self.send_response(status)
        self.send_header('content-type', 'application/json' if 'plain' not in self.path else 'text/plain')
        self.send_header('content-length', str(len(out)))
        if status == 302: self.send_header('location', 'http://127.0.0.1:1/')
        self.end_headers()
        self.wfile.write(out)
    do_GET = do_POST = do_PUT = do
    def log_message(self, *args): pass
http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Answer).serve_forever()
`

const asking = async (t: TestContext, config = {}, secrets = {}) => {
  const port = await freePort()
  const peer = await start(python, ['-c', `print('ready', flush=True)${server}`, String(port)], { ready: /ready/ })
  const { connecting, losses, close } = connectingTo('/', secrets)
  const placed = connection.config.parse({ url: `http://127.0.0.1:${port}/api`, ...config })
  const client = await (async () => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await connection.open(placed, connecting)
      } catch (error) {
        if (attempt > 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  })()
  t.after(async () => {
    close()
    client.close()
    await peer.stop('SIGKILL')
  })
  const ask = async (node: object, inputs: Readonly<Record<string, unknown>>, key = '') => {
    const opened = await request.open(request.config.parse({ connection: 'mes', ...node }), outsideOf(client).outside)
    return opened.ask({ ask: undefined, body: undefined, ...inputs }, { id: '1', key, signal: new AbortController().signal })
  }
  return { client, ask, peer, losses }
}

test('a request carries key, values, headers, login and body, and brings the answer back', { skip: lacking(python) }, async (t) => {
  const { client, ask } = await asking(t, { login: 'bearer' }, { token: 't0ken' })
  const node = {
    method: 'POST',
    path: '/lines/{key}/orders?code={code}',
    values: [{ name: 'code', type: 'text' }],
    headers: [{ name: 'X-Source', value: 'mill' }],
  }
  const { status, json } = await ask(node, { code: 'a b&c', body: { pieces: 5 } }, 'plant1/l1')
  assert.equal(status, 200)
  assert.deepEqual(json, {
    method: 'POST',
    path: '/api/lines/plant1/l1/orders?code=a%20b%26c',
    body: '{"pieces":5}',
    type: 'application/json',
    auth: 'Bearer t0ken',
    x: 'mill',
  })
  const plain = await ask({ path: '/plain' }, {})
  assert.equal(plain.text, 'plain text')
  assert.match(String(await connection.test?.(client)), /answers 200, BaseHTTP/)
})

test('a refusal, a redirection, a late answer and a path that leaves the server are errors', { skip: lacking(python) }, async (t) => {
  const { ask } = await asking(t)
  await assert.rejects(ask({ path: '/x?status=404' }, {}), /the server answered 404/)
  await assert.rejects(ask({ path: '/x?status=302' }, {}), /the server answered 302 http:\/\/127.0.0.1:1/)
  assert.equal((await ask({ path: '/x?status=500', refusals: 'answer' }, {})).status, 500)
  await assert.rejects(ask({ path: '/slow', timeout: '200 ms' }, {}), /no answer within 0.2 s/)
  await assert.rejects(ask({ path: '/lines/{key}' }, {}, '../../admin'), /cannot stand in a path/)
  await assert.rejects(ask({ path: '/../../admin' }, {}), /leads out of/)
})

test('what is sent is taken, tried again or refused by its status, in order for each tag', { skip: lacking(python) }, async (t) => {
  const { client, losses, peer } = await asking(t)
  const write = (tags: readonly string[]) =>
    connection.write?.(
      client,
      tags.map((tag, i) => ({ id: String(i), tag: `POST ${tag}`, value: i })),
    )
  const outcomes = await write(['/a', '/b?status=400', '/c?status=503', '/c?status=503', '/a'])
  assert.deepEqual(
    outcomes?.map((outcome) => (outcome === 'taken' ? 'taken' : Object.keys(outcome)[0])),
    ['taken', 'refused', 'retry', 'retry', 'taken'],
  )
  const config = send.config.parse({ connection: 'mes', path: '/hooks/{key}' })
  assert.deepEqual(send.writes?.(config, { body: 1 }, { key: 'l1', time: 0, quality: 0 }), [{ tag: 'POST /hooks/l1', value: 1 }])
  await peer.stop('SIGKILL')
  assert.equal(Object.keys((await write(['/a']))?.[0] ?? {})[0], 'retry')
  await write(['/a'])
  assert.ok(losses.length > 0)
})

test('what a request would change on equipment is named for the guard; reading needs no leave', () => {
  const writes = (config: object, inputs: Readonly<Record<string, unknown>>) =>
    request.writes?.(request.config.parse({ connection: 'plc', ...config }), { ask: undefined, body: undefined, ...inputs }, { key: 'b1' })
  assert.deepEqual(writes({ path: '/x' }, {}), [])
  assert.deepEqual(writes({ method: 'PUT', path: '/valves/{key}' }, { body: 40 }), [{ tag: 'PUT /valves/b1', value: 40 }])
  assert.deepEqual(writes({ method: 'POST', path: '/start' }, {}), [{ tag: 'POST /start', value: true }])
})
