/** Rooms import each other by name, as their package.json declares; nodes load a driver only when they are opened. */
import { dirname, join } from 'node:path'
import { files, read } from '../files.ts'
import type { Check } from './check.ts'

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?<what>[^'"()]*?\sfrom\s+)?['"](?<static>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]/g
const FREE_AT_THE_TOP = /^(\.|node:|@millrace\/)/
const COMMENT = /\/\*[\s\S]*?\*\//g

export const arrows: Check = {
  name: 'arrows between rooms',
  async run() {
    const rooms = files('package.json')
      .map(dirname)
      .filter((room) => room !== '.')
    const roomOf = (path: string) => rooms.filter((room) => path.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0]
    const faults: string[] = []
    for (const path of files('.ts', '.tsx', '.mjs').filter(roomOf)) {
      const text = read(path).replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '))
      for (const found of text.matchAll(IMPORT)) {
        const at = `${path}:${text.slice(0, found.index + 1).split('\n').length}`
        const { what = '', static: top, dynamic } = found.groups ?? {}
        const name = top ?? dynamic ?? ''
        const leaves = name.startsWith('.') && roomOf(join(dirname(path), name)) !== roomOf(path)
        if (leaves) faults.push(`${at}: '${name}' leaves ${roomOf(path)}; import the other room by its package name`)
        if (top && !what.startsWith('type ') && path.startsWith('nodes/') && !path.endsWith('.test.ts') && !FREE_AT_THE_TOP.test(name))
          faults.push(`${at}: import '${name}' inside open, so that the catalogue loads no driver`)
      }
    }
    return { faults }
  },
}
