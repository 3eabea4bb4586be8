/** A plant with a runtime beside it that knows the way to it: what every test of the pages begins with. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Plant, startPlant } from '@millrace/plant/start.ts'
import { makeProject } from './project.ts'
import { type Runtime, startRuntime } from './runtime.ts'

export interface Site {
  readonly plant: Plant
  readonly runtime: Runtime
  close(): Promise<void>
}

/** `speed`: plant seconds a second; `flows`: documents by file name. */
export async function openSite(
  options: { readonly speed?: number; readonly flows?: Readonly<Record<string, string>> } = {},
): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-e2e-'))
  const project = join(folder, 'project')
  const dataDir = join(folder, 'plant')
  await mkdir(dataDir)
  const plant = await startPlant({ opcuaPort: 0, modbusPort: 0, mqttPort: 0, dataDir, seed: 1, publishMs: 250, speed: options.speed ?? 20 })
  const clear = async () => {
    await plant.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    await makeProject(project, plant.addresses, options.flows)
    const runtime = await startRuntime(project)
    const close = async () => {
      await runtime.stop()
      await clear()
    }
    return { plant, runtime, close }
  } catch (error) {
    await clear()
    throw error
  }
}
