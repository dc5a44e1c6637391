import { expect, test } from 'vitest'
import {
  sessionLetter,
  sessionsOf,
  shortId,
  withGuests,
  withShortIds,
} from '../../../src/terminal/exchange/sessions.ts'
import { see } from '../../../src/lesson/seen.ts'
import { anExchange } from '../../support/exchange.ts'

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
])('session %i is called %s', (place, letter) => {
  expect(sessionLetter(place)).toBe(letter)
})

test('sessions are counted as they are seen: first the one that came, then those of the store, then the one that went out', () => {
  const call = (id: string) => ({ op: 'set' as const, id, before: null, session: null })
  const visit = see(
    anExchange({
      request: { method: 'GET', path: '/', headers: [['Cookie', 'sid=s%3Acame.mac']], body: '' },
      response: {
        status: 200,
        statusText: 'OK',
        headers: [['Set-Cookie', 'sid=s%3Awent%20out.mac; Path=/']],
        body: '',
      },
      store: [call('came'), call('stored')],
    }),
    'sid',
  )
  expect([...sessionsOf([visit, visit])]).toEqual([
    ['came', 0],
    ['stored', 1],
    ['went out', 2],
  ])
})

test('an id that was made and kept nowhere is a session too, and what is no text is none', () => {
  const generated = ['ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a', '42', 'Promise { <pending> }']
  expect([...sessionsOf([see(anExchange({ generated }), 'sid')])]).toEqual([['ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a', 0]])
})

const sessions = new Map([
  ['ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a', 0],
  ['1', 1],
  ['$&', 2],
])

test.each([
  ['ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a', 'ZkGtZ7Yj...(A)'],
  ['1', '1(B)'],
  ['somebody-elses-id-somewhere', 'somebody...'],
  ['\u001b', String.raw`\x1b`],
])('the id %j is short as %s', (id, short) => {
  expect(shortId(id, sessions)).toBe(short)
})

test('a short id is found only where it is a text of its own', () => {
  expect(withShortIds('{"id":"1","visits":1,"at":"10:11"}', sessions)).toBe('{"id":"1(B)","visits":1,"at":"10:11"}')
  expect(withShortIds('{"id":"$&"}', sessions)).toBe('{"id":"$&(C)"}')
  expect(withShortIds('/?id=ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a', sessions)).toBe('/?id=ZkGtZ7Yj...(A)')
})

test('guests are lettered from Z backwards, and no session shares a letter with another', () => {
  const letters = (run: number, guests: number) => {
    const own = new Map(Array.from({ length: run }, (_, i) => [`run${i}`, i]))
    const all = withGuests(
      own,
      Array.from({ length: guests }, (_, i) => `guest${i}`),
    )
    return [...all].filter(([id]) => id.startsWith('guest')).map(([, place]) => sessionLetter(place))
  }
  expect(letters(3, 2)).toEqual(['Z', 'Y'])
  for (const [run, guests] of [
    [0, 30],
    [24, 5],
    [30, 3],
  ] as const) {
    const given = letters(run, guests)
    expect(new Set(given).size).toBe(guests)
    for (let place = 0; place < run; place += 1) expect(given).not.toContain(sessionLetter(place))
  }
})
