/** Matching held against the examples that the standard gives (MQTT 5, 4.7.1 and 4.7.2). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterFault, highestPlace, keyFrom, topicFault, wildcardCount, wildcardsOf } from './topic.ts'

test('filters match as the standard’s examples say', () => {
  const matching: readonly [string, string, readonly string[]][] = [
    ['sport/tennis/player1/#', 'sport/tennis/player1', ['']],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', ['ranking']],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', ['score/wimbledon']],
    ['sport/#', 'sport', ['']],
    ['sport/tennis/+', 'sport/tennis/player2', ['player2']],
    ['sport/+', 'sport/', ['']],
    ['+/+', '/finance', ['', 'finance']],
    ['/+', '/finance', ['finance']],
    ['#', 'a/b', ['a/b']],
    ['$SYS/#', '$SYS/uptime', ['uptime']],
    ['$share/line/plant/+/t', 'plant/b1/t', ['b1']],
  ]
  for (const [filter, topic, found] of matching) assert.deepEqual(wildcardsOf(filter, topic), found, `${filter} ${topic}`)
  const others = [
    ['sport/tennis/+', 'sport/tennis/player1/ranking'],
    ['sport/+', 'sport'],
    ['+', '/finance'],
    ['#', '$SYS/uptime'],
    ['+/monitor/Clients', '$SYS/monitor/Clients'],
    ['a/b', 'a/b/c'],
    ['a/b/c', 'a/b'],
    ['A', 'a'],
  ]
  for (const [filter = '', topic = ''] of others) assert.equal(wildcardsOf(filter, topic), undefined, `${filter} ${topic}`)
})

test('a filter or topic that the broker would close the link for is found before', () => {
  for (const filter of ['a', '+', '#', 'a/+/b', 'a/#', '/', '$share/g/a/+']) assert.equal(filterFault(filter), undefined, filter)
  for (const filter of ['', 'a/#/b', 'a+', 'a/b#', '#a', 'a\0', '$share/g/']) assert.ok(filterFault(filter), filter)
  for (const topic of ['', 'a/+', '#', 'x\0', 'x'.repeat(65_536)]) assert.ok(topicFault(topic), topic.slice(0, 9))
  assert.equal(topicFault('plant/锅炉'), undefined)
})

test('a key is made of what the wildcards stand for', () => {
  assert.equal(keyFrom('plant1/{2}/{1}', 'x/b3/t', ['b3', 't']), 'plant1/t/b3')
  assert.equal(keyFrom('{topic}', 'x/b3/t', []), 'x/b3/t')
  assert.equal(keyFrom('fixed', 'x', []), 'fixed')
  assert.equal(highestPlace('a/{3}/{1}'), 3)
  assert.equal(wildcardCount('a/+/b/+/#'), 3)
})
