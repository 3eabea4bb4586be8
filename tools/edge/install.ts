/** What an ordinary installation needs on a disk: runtime, built editor and the packages they load, without Node and without what only building needs. */
import { join } from 'node:path'
import { files, read } from '../files.ts'
import { root } from '../root.ts'
import { closure } from './closure.ts'
import { megabytesBelow } from './size.ts'

const ROOMS = ['flow', 'nodes', 'runtime']

/** The rooms' declared dependencies, Node's own binaries not among them. */
const packages = () =>
  files('package.json')
    .map((path) => path.slice(0, -'/package.json'.length))
    .filter((room) => ROOMS.some((one) => room === one || room.startsWith(`${one}/`)))
    .flatMap((room) => {
      const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(read(join(room, 'package.json')))
      return closure(
        Object.keys(dependencies).filter((name) => !name.startsWith('@millrace/')),
        room,
      )
    })

/** In MB; undefined as long as the editor was not built. */
export const installMegabytes = (): number | undefined => {
  const editor = megabytesBelow(join(root, 'editor/dist'))
  if (editor === 0) return undefined
  const places = new Set(packages().map(({ place }) => place))
  const parts = [...[...places], ...ROOMS, 'templates'].map((place) => megabytesBelow(join(root, place), ['node_modules', '.millrace']))
  return parts.reduce((sum, part) => sum + part, editor)
}
