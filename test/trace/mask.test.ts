import { expect, test } from 'vitest'
import { createMasking, idsIn, SHOWN } from '../../src/trace/mask.ts'
import { exchange } from '../support/observations.ts'

test('of cookies only the names stay, and what a browser is told of them', () => {
  const mask = createMasking()
  expect(
    mask.headers([
      ['Host', 'localhost'],
      ['Cookie', 'connect.sid=s%3Aabc.def; theme=dark; lonely'],
      ['set-cookie', 'connect.sid=s%3Aabc.def=; Path=/; Expires=Sun, 06 Nov 2044 08:49:37 GMT'],
      ['Set-Cookie', 'all of it'],
    ]),
  ).toEqual([
    ['Host', 'localhost'],
    ['Cookie', 'connect.sid=***; theme=***; ***'],
    ['set-cookie', 'connect.sid=***; Path=/; Expires=Sun, 06 Nov 2044 08:49:37 GMT'],
    ['Set-Cookie', '***'],
  ])
})

test('of a session the keys stay, and the settings of its cookie', () => {
  const cookie = { path: '/', originalMaxAge: null }
  expect(createMasking().session({ cookie, user: { name: 'ada' }, visits: 3 })).toEqual({
    cookie,
    user: '***',
    visits: '***',
  })
  expect(createMasking().session(null)).toBeNull()
})

test('the same id is the same word, in texts too', () => {
  const mask = createMasking()
  expect([mask.id('Zk3vPq8xW0b'), mask.id('another one'), mask.id('Zk3vPq8xW0b')]).toEqual([
    'session-1',
    'session-2',
    'session-1',
  ])
  expect(mask.text('saving Zk3vPq8xW0b')).toBe('saving session-1')
  expect(mask.id('')).toBe('')
  expect(mask.line('fetching Zk3vPq8xW0b')).toBe('fetching session-1')
  expect(mask.line('set-cookie shop=s%3AZk3vPq8xW0b.c2ln; Path=/')).toBe('set-cookie shop=***; Path=/')
})

test('every id that an exchange speaks of is known', () => {
  const facts = exchange({
    session: { idBefore: 'one', idAfter: 'two' },
    generated: [{ kind: 'string', value: 'two' }],
  })
  expect(idsIn(facts)).toEqual(['one', 'two', 'two'])
})

test('nothing is masked where values are shown', () => {
  expect(SHOWN.headers([['Cookie', 'a=b']])).toEqual([['Cookie', 'a=b']])
  expect([SHOWN.id('a'), SHOWN.text('b'), SHOWN.session({ c: 1 })]).toEqual(['a', 'b', { c: 1 }])
})
