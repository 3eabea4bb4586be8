/** Which servers are trusted: a folder with the certificates a person has put there, and one with those that were turned away. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@millrace/flow'

const folderOf = (pki: string, list: 'trusted' | 'rejected'): string =>
  list === 'trusted' ? join(pki, 'trusted', 'certs') : join(pki, 'rejected')

/** File names, newest first. */
export const listed = async (pki: string, list: 'trusted' | 'rejected'): Promise<string[]> => {
  const folder = folderOf(pki, list)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const dated = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })))
  return dated.sort((a, b) => b.time - a.time).map(({ name }) => name)
}

/** What a person reads when a server's certificate is not on the list. */
export const untrusted = async (pki: string, cause: Error): Promise<Refusal> => {
  const [name = ''] = await listed(pki, 'rejected')
  const from = join(folderOf(pki, 'rejected'), name)
  const to = folderOf(pki, 'trusted')
  return new Refusal(
    'untrusted',
    {
      en: `this server's certificate is not trusted. Compare its fingerprint with the server's own, then move ${from} to ${to}`,
      zh: `不信任该服务器的证书。请核对指纹后,将 ${from} 移动到 ${to}`,
    },
    { cause },
  )
}
