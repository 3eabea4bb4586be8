/** A PostgreSQL server. */
import { connection, duration, z } from '@millrace/flow'
import type { Database } from './database.ts'
import { placesIn } from './places.ts'
import { openPostgres } from './postgres-database.ts'
import { writeRows } from './write-rows.ts'

export default connection({
  title: { en: 'PostgreSQL', zh: 'PostgreSQL' },
  doc: {
    en: 'A PostgreSQL server, or one that speaks its protocol (TimescaleDB).',
    zh: 'PostgreSQL 服务器,或使用其协议的数据库(如 TimescaleDB)。',
  },
  version: 1,
  config: z.object({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .meta({ label: { en: 'Host', zh: '主机' } }),
    port: z
      .number()
      .int()
      .min(1)
      .max(65535)
      .default(5432)
      .meta({ label: { en: 'Port', zh: '端口' } }),
    database: z
      .string()
      .min(1)
      .default('postgres')
      .meta({ label: { en: 'Database', zh: '数据库' } }),
    user: z
      .string()
      .min(1)
      .meta({ label: { en: 'User', zh: '用户名' } }),
    tls: z
      .enum(['verify', 'encrypt', 'off'])
      .default('verify')
      .meta({
        label: { en: 'TLS', zh: 'TLS' },
        choices: {
          verify: { en: 'Encrypted, certificate checked', zh: '加密并校验证书' },
          encrypt: { en: 'Encrypted, any certificate', zh: '加密,不校验证书' },
          off: { en: 'Off: anybody on the line may read and change everything', zh: '关闭:线路上任何人都可读取和篡改' },
        },
      }),
    timeout: duration('10 s').meta({ label: { en: 'Longest time for a query', zh: '查询超时' } }),
  }),
  secrets: { password: { en: 'Password', zh: '密码' }, ca: { en: 'Certificate authority (PEM)', zh: 'CA 证书(PEM)' } },
  equipment: 'optional',

  open: (config, connecting): Promise<Database> => openPostgres(config, connecting),
  close: (database) => database.close(),
  write: writeRows,
  browse: placesIn,
  test: (database) => database.version(),
})
