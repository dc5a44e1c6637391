import { expect, test } from 'vitest'
import { changedKeys, keysNow, keysOf } from '../../src/observe/session/keys.ts'

const circular: { self?: unknown } = {}
circular.self = circular

test.each<{ what: string; from: object; to: object; changed: string[] }>([
  { what: 'nothing', from: { a: 1, b: 'x', c: { d: [1] } }, to: { a: 1, b: 'x', c: { d: [1] } }, changed: [] },
  { what: 'a text', from: { a: 'x' }, to: { a: 'y' }, changed: ['a'] },
  { what: 'a number that becomes a text', from: { a: 1 }, to: { a: '1' }, changed: ['a'] },
  { what: 'null that becomes a text', from: { a: null }, to: { a: 'null' }, changed: ['a'] },
  { what: 'something inside', from: { a: { b: [1] } }, to: { a: { b: [2] } }, changed: ['a'] },
  { what: 'the class of an empty object', from: { a: new Map() }, to: { a: new Set() }, changed: ['a'] },
  { what: 'an object that becomes its text', from: { a: {} }, to: { a: 'object{}' }, changed: ['a'] },
  { what: 'a key that comes, with undefined', from: {}, to: { a: undefined }, changed: ['a'] },
  { what: 'a key that goes, with undefined', from: { a: undefined }, to: {}, changed: ['a'] },
  { what: 'one key for another', from: { a: 1 }, to: { b: 1 }, changed: ['b', 'a'] },
  { what: 'not a number, again', from: { a: NaN }, to: { a: NaN }, changed: [] },
  { what: 'what is no JSON, again', from: { a: circular }, to: { a: circular }, changed: [] },
  { what: 'the cookie', from: { cookie: 1 }, to: { cookie: 2 }, changed: [] },
])('of a session there changed: $what', ({ from, to, changed }) => {
  const before = keysOf(from)
  const now = keysNow(to, before)
  expect(changedKeys(before, now)).toEqual(changed)
  expect(changedKeys(before, keysOf(to))).toEqual(changed)
  expect(now === before).toBe(changed.length === 0)
})

test('a getter is not asked', () => {
  const session = {
    get asked(): never {
      throw new Error('asked')
    },
  }
  expect(keysNow(session, keysOf(session)).size).toBe(0)
})

test('what changed inside is seen', () => {
  const session = { list: [1] }
  const before = keysOf(session)
  session.list.push(2)
  expect(changedKeys(before, keysNow(session, before))).toEqual(['list'])
})
