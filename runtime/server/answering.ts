/** One request, whichever way it came: the role is looked at, then the shape, then it is done. Whatever happens, an answer comes out. */
import type { z } from '@millrace/flow'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import { type Answer, type Answers, type RequestName, requests } from '@millrace/flow/protocol.ts'
import { deeperThan } from './depth.ts'
import type { Line } from './live/lines.ts'
import { log } from './log.ts'
import { Refused } from './refused.ts'
import { asking, may, type Who } from './roles.ts'

export interface Asked {
  readonly who: Who
  /** The socket it came by; HTTP has none. */
  readonly line?: Line
  /** For what is told after the answer. */
  after?(work: () => void): void
}

export type Handlers = {
  readonly [N in RequestName]: (request: z.output<(typeof requests)[N]>, asked: Asked) => Answers[N] | Promise<Answers[N]>
}

export const isRequest = (name: string): name is RequestName => Object.hasOwn(requests, name)

const maxDepth = 64

export const answer = async <N extends RequestName>(handlers: Handlers, name: N, body: unknown, asked: Asked): Promise<Answer<N>> => {
  const { role } = asked.who
  const least = asking[name]
  if (!may(asked.who, least)) return { faults: [fault('not-allowed', name, { role, least })] }
  if (deeperThan(body, maxDepth)) return { faults: [fault('too-deep', name, { limit: maxDepth })] }
  const request = requests[name].safeParse(body)
  if (!request.success) return { faults: request.error.issues.map((issue) => misshapen(name, issue)) }
  try {
    const handle = handlers[name] as (request: unknown, asked: Asked) => Answers[N] | Promise<Answers[N]>
    return { ok: await handle(request.data, asked) }
  } catch (error) {
    if (error instanceof Refused) return { faults: error.faults }
    log('error', `answering ${name}`, error)
    const why = { en: 'this failed inside the runtime; its log says more', zh: '运行时内部出错,详见日志' }
    return { faults: [fault('project', name, { why })] }
  }
}

const misshapen = (name: string, issue: z.core.$ZodIssue): Fault =>
  fault('shape', [name, ...issue.path].join('.'), { why: { en: issue.message, zh: issue.message } })
