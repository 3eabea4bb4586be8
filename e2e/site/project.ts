/** A project folder whose connections lead to the plant, as a person would find it after somebody set the plant up. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plant } from '@millrace/plant/start.ts'

/** `flows`: documents by file name. */
export async function makeProject(
  folder: string,
  { opcua, modbus, mqtt }: Plant['addresses'],
  flows: Readonly<Record<string, string>> = {},
) {
  const files: Record<string, string> = {
    'millrace.yaml': 'millrace: 1\nname: Plant one\ntimeZone: UTC\nlanguages: [en, zh]\nenvironment: dev\n',
    'connections.yaml': `millrace: 1

connections:
  broker:
    is: mqtt/connection
    says: The plant's broker
  boilers:
    is: opcua/connection
    says: The boilers' controller
  meter:
    is: modbus/connection
    says: The energy meter
  history:
    is: sql/sqlite
    says: What is kept
`,
    'environments/dev.yaml': `millrace: 1

connections:
  broker:
    url: ${mqtt}
    version: 4
  boilers:
    endpoint: ${opcua}
    mode: None
  meter:
    host: 127.0.0.1
    port: ${new URL(modbus ?? '').port}
  history:
    file: history.db
`,
  }
  for (const [name, text] of Object.entries(flows)) files[`flows/${name}.flow.yaml`] = text
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, text)
  }
}
