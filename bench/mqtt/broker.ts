/** The broker between the load and both sides: mosquitto, keeping nothing on disk and writing no log of messages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { find, freePort, lacking, start } from '@millrace/peers/program.ts'

export interface Broker {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
}

export const startBroker = async (): Promise<Broker> => {
  const missing = lacking('mosquitto')
  if (missing) throw new Error(missing)
  const folder = mkdtempSync(join(tmpdir(), 'bench-broker-'))
  const port = await freePort()
  const root = process.getuid?.() === 0 ? 'user root\n' : ''
  const config = join(folder, 'mosquitto.conf')
  writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\n${root}set_tcp_nodelay true\nmax_queued_messages 100000\n`)
  const program = await start(find('mosquitto') ?? 'mosquitto', ['-c', config], { ready: /mosquitto version \S+ running/ })
  const kill = () => process.kill(program.pid, 'SIGKILL')
  process.once('exit', kill)
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill)
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
