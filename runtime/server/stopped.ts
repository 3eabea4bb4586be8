/** Flows that a person has stopped: they stay so over a restart. */
import { readFile } from 'node:fs/promises'
import { z } from '@millrace/flow'
import { writeText } from '@millrace/project/disk.ts'
import { given } from './refused.ts'

export interface Stopped {
  readonly names: ReadonlySet<string>
  set(flow: string, stopped: boolean): Promise<void>
}

const at = '.millrace/stopped.json'

const Names = z.array(z.string())

export const openStopped = async (folder: string): Promise<Stopped> => {
  const text = await readFile(`${folder}/${at}`, 'utf8').catch(() => '[]')
  const names = new Set(Names.parse(JSON.parse(text)))
  return {
    names,
    async set(flow, stopped) {
      if (stopped) names.add(flow)
      else names.delete(flow)
      given(await writeText(folder, at, `${JSON.stringify([...names])}\n`))
    },
  }
}
