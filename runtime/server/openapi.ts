/** The HTTP API described for programs, made from the very schemas that read the requests. */
import { z } from '@millrace/flow'
import { requests } from '@millrace/flow/protocol.ts'
import { asking } from './roles.ts'

const words = { type: 'object', properties: { en: { type: 'string' }, zh: { type: 'string' } }, required: ['en', 'zh'] }

const faults = {
  description: 'It was not done; every reason at once.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['faults'],
        properties: {
          faults: {
            type: 'array',
            items: {
              type: 'object',
              required: ['at', 'code', 'with', 'says'],
              properties: {
                file: { type: 'string' },
                line: { type: 'integer' },
                at: { type: 'string' },
                code: { type: 'string' },
                with: { type: 'object' },
                says: words,
                fix: { type: 'object' },
              },
            },
          },
        },
      },
    },
  },
}

const done = {
  description: 'It was done.',
  content: { 'application/json': { schema: { type: 'object', required: ['ok'], properties: { ok: {} } } } },
}

export const openApi = (version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Millrace', version, description: 'The same requests as over socket.io. A session cookie is asked for.' },
  components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'millrace-PORT' } } },
  security: [{ session: [] }],
  paths: Object.fromEntries(
    Object.entries(requests).map(([name, schema]) => [
      `/api/${name}`,
      {
        post: {
          operationId: name,
          description: `Takes the role ${asking[name as keyof typeof asking]}.`,
          requestBody: { required: true, content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input' }) } } },
          responses: { 200: done, 401: faults, 403: faults, 422: faults },
        },
      },
    ]),
  ),
})
