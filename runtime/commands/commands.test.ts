/** What holds for every command: help, usage, languages, exit codes. */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { millrace, temporary } from './as-user.ts'

let cwd = ''
before(async () => {
  cwd = await temporary()
})
after(() => rm(cwd, { recursive: true }))

const names = ['check', 'fmt', 'nodes', 'fold', 'test', 'pack', 'doctor', 'new', 'run', 'start']

test('every command has help, in the language of the shell', async () => {
  const all = await millrace(['--help'], { cwd })
  assert.equal(all.code, 0)
  for (const name of names) assert.match(all.out, new RegExp(`^  ${name} +[a-z]`, 'm'), name)
  const helps = await Promise.all(names.map((name) => millrace([name, '--help'], { cwd })))
  for (const [i, { code, out }] of helps.entries()) {
    assert.equal(code, 0)
    assert.match(out, new RegExp(`^millrace ${names[i]}`, 'm'))
  }
  const chinese = await millrace(['check', '-h'], { cwd, env: { LANG: 'zh_CN.UTF-8' } })
  assert.match(chinese.out, /检查流程/)
  assert.match((await millrace(['help'], { cwd, env: { LC_ALL: 'zh_CN.UTF-8' } })).out, /用法/)
})

test('no command, an unknown one, unknown options and missing words are wrong usage', async () => {
  const wrong = [
    [],
    ['constructor'],
    ['folds'],
    ...['check', 'fmt', 'test', 'fold'].map((name) => [name]),
    ...['fold', 'nodes', 'run'].map((name) => [name, '--what']),
  ]
  const ended = await Promise.all(wrong.map((words) => millrace(words, { cwd })))
  for (const [i, { code, err, out }] of ended.entries()) {
    assert.equal(code, 2, `${wrong[i]?.join(' ')}: ${err}`)
    assert.match(out + err, /./)
    assert.doesNotMatch(err, /\n {4}at /, 'no stack is shown')
  }
})
