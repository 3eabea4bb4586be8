/** Puts a limit on how long something outside may take. */
import { Refusal } from '@millrace/flow'

/** Rejects after `ms`. */
export const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  const limit = Promise.withResolvers<never>()
  const seconds = Math.ceil(ms / 100) / 10
  const timer = setTimeout(() => {
    limit.reject(new Refusal('no-answer', { en: `no answer within ${seconds} s`, zh: `${seconds} 秒内无应答` }))
  }, ms)
  try {
    return await Promise.race([work, limit.promise])
  } finally {
    clearTimeout(timer)
  }
}
