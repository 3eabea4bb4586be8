/** The connections of the project: how they stand, tried out, looked into, set, and how far one may write through them. */
import type { Place } from '@millrace/flow'
import { fault } from '@millrace/flow/fault.ts'
import type { Json } from '@millrace/flow/type.ts'
import { writesTo } from '@millrace/project/write-path.ts'
import type { Handlers } from '../answering.ts'
import { trustCertificate } from '../certificates.ts'
import { shown } from '../live/shown.ts'
import { given, no, Refused, refusedBy } from '../refused.ts'
import type { Site } from '../site.ts'
import { connectionInfos, usersOf } from './connection-info.ts'

type Names = Extract<keyof Handlers, `connection.${string}`> | 'connections'

export const connectionAnswers = (site: Site): Pick<Handlers, Names> => {
  const { project, work, library, catalogue } = site

  const known = (name: string) => {
    const connection = project.connections.all().get(name)
    if (!connection) throw no(name, `there is no connection "${name}"`, `没有连接 "${name}"`)
    return connection
  }

  const record = (who: string, what: string, connection: string, about: Readonly<Record<string, Json>> = {}) =>
    project.audit.record({ who, what, about: { connection, ...about } })

  return {
    connections: () => connectionInfos(site),

    async 'connection.set'({ name, is, config, equipment, says }, { who }) {
      const definition = library.connections.get(is)
      if (!definition) throw no(`${name}.is`, `there is no kind of connection "${is}"`, `没有连接类型 "${is}"`)
      const issues = catalogue.configIssues(is, config)
      if (issues.length > 0) {
        throw new Refused(
          ...issues.map(({ path, message }) =>
            fault('config', [name, 'config', ...path.map(String)].join('.'), { why: { en: message, zh: message } }),
          ),
        )
      }
      given(
        await project.connections.set(name, {
          is,
          config,
          ...(equipment !== undefined && { equipment }),
          ...(says !== undefined && { says }),
        }),
      )
      await record(who.user, 'connection', name, { is })
      await site.takeOver.now()
      return {}
    },

    async 'connection.remove'({ name }, { who }) {
      known(name)
      const users = usersOf(site, name)
      if (users.length > 0) throw no(name, `it is used by ${users.join(', ')}`, `正被 ${users.join('、')} 使用`)
      given(await project.connections.remove(name))
      given(await project.secrets.forget(name))
      given(await project.arming.disarm(name))
      await record(who.user, 'remove connection', name)
      await site.takeOver.now()
      return {}
    },

    async 'connection.secret'({ name, secret, value }, { who }) {
      const { secrets = {} } = library.connections.get(known(name).is) ?? {}
      if (!Object.hasOwn(secrets, secret)) throw no(`${name}.${secret}`, `it has no secret "${secret}"`, `该连接没有密钥 "${secret}"`)
      given(await project.secrets.set(name, secret, value))
      await record(who.user, value === null ? 'remove secret' : 'secret', name, { secret })
      await site.takeOver.now()
      return {}
    },

    async 'connection.test'({ name }) {
      known(name)
      return { says: await work.pool.test(name).catch(refusedBy(name)) }
    },

    async 'connection.browse'({ name, place }) {
      known(name)
      const places = await work.pool.browse(name, place).catch(refusedBy(name))
      return places.map((one: Place) => (one.value === undefined ? one : { ...one, value: shown(one.value) }))
    },

    async 'connection.trust'({ name, thumbprint, trusted }, { who }) {
      known(name)
      if (!(await trustCertificate(project, name, thumbprint, trusted)))
        throw no(name, 'no certificate with this thumbprint was shown', '未出示过具有该指纹的证书')
      await record(who.user, trusted ? 'trust' : 'distrust', name, { thumbprint })
      await work.pool.move(name)
      site.connectionsChanged()
      return {}
    },

    async 'connection.allow'({ name, allow, onRestart }, { who }) {
      given(await project.connections.set(name, { is: known(name).is, allow: [...allow], onRestart }))
      await record(who.user, 'allow', name, { tags: allow.length, onRestart })
      await site.takeOver.now()
      return {}
    },

    async 'connection.arm'({ name, armed }, { who }) {
      known(name)
      const writers = [...work.run.flows.values()].filter(({ deployable: { flow } }) => writesTo(flow, work.guarded).has(name))
      if (armed && writers.length === 0) throw no(name, 'no flow that runs writes to it', '没有运行中的流程写入该连接')
      const paths = writers.map(({ deployable: { path } }) => path)
      if (armed) given(await project.arming.arm(name, { by: who.user, at: Date.now(), paths }))
      else given(await project.arming.disarm(name))
      await record(who.user, armed ? 'arm' : 'disarm', name, { paths })
      work.pool.disarm(name)
      if (armed) for (const path of paths) work.pool.arm(name, path)
      site.connectionsChanged()
      return {}
    },
  }
}
