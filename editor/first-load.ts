/** Weighs what the page needs before it can be used, and stops a build that grew beyond the budget. */
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const budgetKb = 280

export const firstLoad = (): Plugin => ({
  name: 'first-load',
  apply: 'build',
  generateBundle(_options, bundle) {
    const needed = new Set<string>()
    const styles = new Set<string>()
    const need = (name: string) => {
      const chunk = bundle[name]
      if (needed.has(name) || chunk?.type !== 'chunk') return
      needed.add(name)
      for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
      for (const other of chunk.imports) need(other)
    }
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) need(chunk.fileName)
    const weigh = (names: Iterable<string>) =>
      [...names].reduce((sum, name) => {
        const file = bundle[name]
        return sum + (file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0)
      }, 0) / 1_000
    const [scripts, sheets] = [weigh(needed), weigh(styles)]
    const says = `first load: ${(scripts + sheets).toFixed(1)} kB gzip (scripts ${scripts.toFixed(1)}, styles ${sheets.toFixed(1)}; budget ${budgetKb})`
    if (scripts + sheets > budgetKb) this.error(says)
    this.info(says)
  },
})
