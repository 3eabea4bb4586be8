/** Flows for a test to begin with, put into the project over the API as a script would. */
import { randomUUID } from 'node:crypto'
import type { Edit } from '@millrace/flow/edit-command.ts'
import type { Answer, Answers, Request, RequestName } from '@millrace/flow/protocol.ts'
import type { Page } from '@playwright/test'

/** What the runtime answers to the signed-in person of this page; throws where it refuses. */
export async function ask<N extends RequestName>(page: Page, name: N, request: Request<N>): Promise<Answers[N]> {
  const response = await page.request.post(`/api/${name}`, { data: request })
  const answer: Answer<N> = await response.json()
  if ('ok' in answer) return answer.ok
  throw new Error(`${name}: ${answer.faults.map(({ at, says }) => `${at}: ${says.en}`).join('; ')}`)
}

type Adding = Extract<Edit, { do: 'add-node' }>

/** Nodes by name with their places, in the order in which they are wired. */
export async function makeFlow(page: Page, flow: string, nodes: Readonly<Record<string, Adding['node'] & { readonly at: Adding['at'] }>>) {
  await ask(page, 'flow.new', { name: flow })
  const { rev } = await ask(page, 'doc.get', { flow })
  const edits = Object.entries(nodes).map(([name, { at, ...node }]): Edit => ({ do: 'add-node', name, node, at }))
  await ask(page, 'doc.command', { flow, rev, id: randomUUID(), command: { says: { en: 'Begin', zh: '开始' }, edits } })
}

export async function deployFlow(page: Page, flow: string) {
  const { rev } = await ask(page, 'doc.get', { flow })
  await ask(page, 'deploy', { flows: [{ flow, rev }], message: 'for a test' })
}

/** The temperature of boiler 2 over MQTT, with an alarm. */
export const boilerWatch = {
  boiler: { is: 'mqtt/in', config: { connection: 'broker', topic: 'plant1/b2/temperature', key: 'plant1/b2' }, at: [0, 0] },
  celsius: { is: 'text/number', config: { unit: '°C' }, in: { text: 'boiler.payload' }, at: [300, 0] },
  hot: { is: 'alarm/high', config: { limit: 90, hysteresis: 2, onDelay: '1 s' }, in: { value: 'celsius.value' }, at: [600, 0] },
} satisfies Parameters<typeof makeFlow>[2]
