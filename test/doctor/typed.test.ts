import { expect, test } from 'vitest'
import { readTyped } from '../../src/doctor/typed.ts'

test.each([
  ['POST /login user=ada password=a=b', { send: 'POST /login', body: { user: 'ada', password: 'a=b' } }],
  ['delete /account', { send: 'DELETE /account', body: {} }],
])('%s', (text, expected) => {
  expect(readTyped(text, '--visit')).toEqual(expected)
})

test.each(['', '/login', 'POST login', 'POST /login ada'])('%j is no request', (text) => {
  expect(() => readTyped(text, '--login')).toThrow('What stands behind --login is no request.')
})
