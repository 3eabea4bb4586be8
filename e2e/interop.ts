/** Exchanges data with every foreign stack there is, and prints what was exchanged with which; with `--json` one figure a line. */
import { type Exchange, type Peer, peers } from './interop/exchanges.ts'
import { type Told, toldBy } from './interop/told.ts'

interface Row extends Told {
  readonly peer: Peer
  readonly exchange: Exchange
}

const json = process.argv.includes('--json')
const files = new Map<string, readonly Told[]>()
const rows: Row[] = []
for (const peer of peers) {
  const told = files.get(peer.file) ?? (await toldBy(peer.file))
  files.set(peer.file, told)
  for (const exchange of peer.exchanges) {
    const one = told.find(({ title }) => title.startsWith(exchange.title))
    rows.push({
      peer,
      exchange,
      ...(one ?? { title: exchange.title, outcome: 'failed', why: `${peer.file} has no such test, or ended before it`, ms: 0 }),
    })
  }
}

if (json) for (const row of rows) console.log(JSON.stringify(figure(row)))
else {
  const lines = [['protocol', 'peer', 'exchanged', 'outcome', 'ms'], ...rows.map(cells)]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
for (const { peer, title, outcome, why } of rows)
  if (outcome !== 'ok') console.error(`${outcome}: ${peer.protocol} with ${peer.peer}: ${title}: ${why}`)
const count = (outcome: Told['outcome']) => rows.filter((row) => row.outcome === outcome).length
if (!json) console.log(`\n${count('ok')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 ? 1 : 0

function figure({ peer, exchange, outcome }: Row) {
  return {
    name: `interop.${peer.figure}.${exchange.name}`,
    value: outcome === 'ok' ? 1 : 0,
    unit: 'ok',
    peer: peer.peer,
    ...(outcome === 'skipped' && { skipped: true }),
  }
}

function cells({ peer, title, outcome, ms }: Row): string[] {
  return [peer.protocol, peer.peer, title, outcome, ms.toFixed(0)]
}
