/** An OPC UA server. */
import { connection, duration, Refusal, z } from '@millrace/flow'
import { placesBelow } from './address-space.ts'
import { type Client, openClient } from './client.ts'
import { writeAll } from './write-all.ts'

export default connection({
  title: { en: 'OPC UA server', zh: 'OPC UA 服务器' },
  doc: {
    en: 'A server that speaks OPC UA. Messages are signed and encrypted unless said otherwise, and its certificate must be on the trust list.',
    zh: 'OPC UA 服务器。默认对报文签名并加密,且其证书须在信任列表中。',
  },
  version: 1,
  config: z.object({
    endpoint: z
      .string()
      .regex(/^opc\.tcp:\/\/\S+$/, 'an address such as opc.tcp://plc1:4840')
      .meta({ label: { en: 'Address', zh: '地址' }, help: { en: 'opc.tcp://plc1:4840', zh: 'opc.tcp://plc1:4840' } }),
    mode: z
      .enum(['None', 'Sign', 'SignAndEncrypt'])
      .default('SignAndEncrypt')
      .meta({
        label: { en: 'Message security', zh: '报文安全' },
        choices: {
          None: { en: 'None: anybody on the line may read and change everything', zh: '无:线路上任何人都可读取和篡改' },
          Sign: { en: 'Signed', zh: '签名' },
          SignAndEncrypt: { en: 'Signed and encrypted', zh: '签名并加密' },
        },
      }),
    policy: z
      .enum(['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss'])
      .default('Basic256Sha256')
      .meta({ label: { en: 'Security policy', zh: '安全策略' } }),
    trust: z
      .enum(['listed', 'first'])
      .default('listed')
      .meta({
        label: { en: 'Trust', zh: '信任' },
        choices: {
          listed: { en: 'Only certificates that a person put on the list', zh: '仅信任人工加入列表的证书' },
          first: { en: 'The first certificate seen, and no other after it', zh: '信任首次出现的证书,之后不再接受其他证书' },
        },
      }),
    user: z
      .string()
      .max(200)
      .optional()
      .meta({ label: { en: 'User', zh: '用户名' }, help: { en: 'Empty for anonymous.', zh: '留空为匿名。' } }),
    timeout: duration('10 s').meta({ label: { en: 'Longest wait for an answer', zh: '应答超时' } }),
  }),
  secrets: { password: { en: 'Password', zh: '密码' } },
  equipment: 'always',

  open: (config, connecting): Promise<Client> => openClient(config, connecting),
  close: (client) => client.close(),
  write: writeAll,
  browse: placesBelow,

  async test({ session, driver }) {
    const [product, state] = await session.read(
      [
        { nodeId: driver.VariableIds.Server_ServerStatus_BuildInfo_ProductName },
        { nodeId: driver.VariableIds.Server_ServerStatus_State },
      ].map(({ nodeId }) => ({ nodeId: `ns=0;i=${nodeId}`, attributeId: driver.AttributeIds.Value })),
    )
    if (!product || !state) throw new Refusal('no-answer', { en: 'the server does not tell its state', zh: '服务器未返回状态' })
    return `${product.value.value}, ${driver.ServerState[state.value.value]}`
  },
})
