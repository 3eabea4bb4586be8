/** The certificates that peers of a connection have shown: which of them a person trusts. They lie where the OPC UA driver looks for them. */
import { X509Certificate } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from '@millrace/flow/protocol-told.ts'
import type { Project } from '@millrace/project/open.ts'

interface Kept extends Certificate {
  readonly file: string
}

const folders = (project: Project, connection: string) => {
  const pki = join(project.folder, '.millrace', 'connections', connection, 'pki')
  return { trusted: join(pki, 'trusted', 'certs'), rejected: join(pki, 'rejected') }
}

const read = async (folder: string, trusted: boolean): Promise<readonly Kept[]> => {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const certificate = parsed(await readFile(file).catch(() => Buffer.alloc(0)))
      if (!certificate) return []
      const { fingerprint, subject, validToDate } = certificate
      return [{ file, thumbprint: fingerprint.replaceAll(':', '').toLowerCase(), subject, validTo: validToDate.getTime(), trusted }]
    }),
  )
  return found.flat()
}

const parsed = (bytes: Buffer): X509Certificate | undefined => {
  try {
    return new X509Certificate(bytes)
  } catch {
    // No certificate, or a broken one: nothing that could be trusted.
    return undefined
  }
}

const all = async (project: Project, connection: string): Promise<readonly Kept[]> => {
  const { trusted, rejected } = folders(project, connection)
  const [good, bad] = await Promise.all([read(trusted, true), read(rejected, false)])
  return [...good, ...bad]
}

export const certificatesOf = async (project: Project, connection: string): Promise<readonly Certificate[]> =>
  (await all(project, connection)).map(({ file: _file, ...certificate }) => certificate)

/** False where none was shown with this thumbprint. */
export const trustCertificate = async (project: Project, connection: string, thumbprint: string, trusted: boolean): Promise<boolean> => {
  const found = (await all(project, connection)).filter((one) => one.thumbprint === thumbprint)
  const to = folders(project, connection)[trusted ? 'trusted' : 'rejected']
  await mkdir(to, { recursive: true })
  for (const { file, trusted: was } of found) if (was !== trusted) await rename(file, join(to, `${thumbprint}.pem`))
  return found.length > 0
}
