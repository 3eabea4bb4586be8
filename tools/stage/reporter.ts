/** A node:test reporter that hands results to the process that started the file, so that nothing a test prints can be taken for one. */
import { Transform } from 'node:stream'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'
import type { Told } from './told.ts'

export default new Transform({
  writableObjectMode: true,
  transform(event: TestEvent, _encoding, done) {
    report(event)
    done()
  },
})

function report({ type, data }: TestEvent): void {
  if (type === 'test:fail' && data.details.type !== 'suite' && data.todo === undefined)
    tell({ what: 'failed', name: data.name, line: data.line ?? 1, error: inspect(data.details.error.cause ?? data.details.error) })
  if (type === 'test:pass' && data.skip !== undefined) tell({ what: 'skipped', name: data.name, why: String(data.skip) })
  if (type === 'test:summary') {
    const { tests, passed, skipped, todo } = data.counts
    tell({ what: 'ended', passed, failed: tests - passed - skipped - todo, skipped: skipped + todo })
  }
}

const tell = (told: Told) => process.send?.(told)
