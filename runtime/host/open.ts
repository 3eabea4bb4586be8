/** Chooses where a flow runs: built-in nodes in this process, user code in a child of its own. */
import { openChild } from './child.ts'
import type { Host, HostOptions } from './host.ts'
import { openInProcess } from './in-process.ts'

export const holdsUserCode = ({ flow }: Pick<HostOptions, 'flow'>): boolean => flow.nodes.some((node) => node.spec.userCode)

/** `libraryUrl`: the module whose `library` this is, for the child to load. */
export const openHost = (options: HostOptions, libraryUrl: string): Host =>
  holdsUserCode(options) ? openChild(options, libraryUrl) : openInProcess(options)
