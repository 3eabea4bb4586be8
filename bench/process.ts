/** What the system knows of a process: its CPU time and its memory. Linux only. */
import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** User and system time of all its threads, s, to 10 ms. */
export const cpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Resident set, MB. */
export const rssMb = (pid: number): number => {
  const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kb) * 1_024) / 1e6
}
