/** What went wrong outside, in the words of the person at the screen: drivers speak English and codes. */
import { Refusal, type Words } from '@millrace/flow'

const known: Readonly<Record<string, Words>> = {
  ECONNREFUSED: { en: 'nothing answers at that address and port', zh: '该地址和端口无人应答' },
  ECONNRESET: { en: 'the peer closed the link', zh: '对端关闭了连接' },
  EPIPE: { en: 'the peer closed the link', zh: '对端关闭了连接' },
  ENOTFOUND: { en: 'no machine of that name was found', zh: '找不到该名称的主机' },
  EAI_AGAIN: { en: 'the name server does not answer', zh: '域名服务器无应答' },
  EHOSTUNREACH: { en: 'the machine cannot be reached', zh: '主机不可达' },
  ENETUNREACH: { en: 'the network cannot be reached', zh: '网络不可达' },
  ETIMEDOUT: { en: 'no answer in time', zh: '应答超时' },
  CERT_HAS_EXPIRED: { en: 'the peer’s certificate has expired', zh: '对端证书已过期' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    en: 'the peer’s certificate is self-signed; give its authority',
    zh: '对端为自签名证书,请提供其签发机构证书',
  },
  SELF_SIGNED_CERT_IN_CHAIN: { en: 'the peer’s certificate comes from an authority not trusted here', zh: '对端证书由不受信任的机构签发' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    en: 'the peer’s certificate comes from an authority not trusted here',
    zh: '对端证书由不受信任的机构签发',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: { en: 'the peer’s certificate is for another host name', zh: '对端证书的主机名不符' },
}

/** Of an error and its causes, the first that has known words; its own message follows where it says more. */
export const whyOf = (error: unknown): Words => {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = firstCause(cause), depth++) {
    if (cause instanceof Refusal) return cause.says
    const words = 'code' in cause && typeof cause.code === 'string' ? known[cause.code] : undefined
    if (words) return { en: `${words.en} (${cause.message})`, zh: `${words.zh}(${cause.message})` }
  }
  const message = messageOf(error)
  return { en: message, zh: message }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error))

/** A host with two addresses fails with an AggregateError. */
const firstCause = (error: Error): unknown => (error instanceof AggregateError ? error.errors[0] : error.cause)
