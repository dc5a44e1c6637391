import { afterEach, expect, test } from 'vitest'
import { hideSecrets, maskedHeader, maskedUrl } from '../../src/observe/show.ts'

afterEach(() => hideSecrets(true))

test.each([
  ['Authorization', 'Bearer abc', '***'],
  ['X-Api-Key', 'abc', '***'],
  ['X-CSRF-Token', 'abc', '***'],
  ['Access-Control-Allow-Credentials', 'true', 'true'],
  ['Sec-Fetch-Site', 'same-origin', 'same-origin'],
  ['Location', '/me?reset_token=abc&page=2', '/me?reset_token=***&page=2'],
  ['Cookie', 'a=1', 'a=1'],
  ['Host', 'localhost:3000', 'localhost:3000'],
])('where a person looks on, %s: %s', (name, value, expected) => {
  hideSecrets(true, true)
  expect(maskedHeader(name, value)).toBe(expected)
})

test.each([
  ['/', '/'],
  ['/login?user=ada&password=a%20b#x', '/login?user=ada&password=***#x'],
  ['/?token=', '/?token=***'],
  ['/?a=b=c&api-key=1', '/?a=b=c&api-key=***'],
])('an address: %s', (url, expected) => {
  hideSecrets(true, true)
  expect(maskedUrl(url)).toBe(expected)
})

test('elsewhere, only who somebody is', () => {
  expect(maskedHeader('X-Api-Key', 'abc')).toBe('abc')
  expect(maskedHeader('Authorization', 'abc')).toBe('***')
  expect(maskedUrl('/?token=1')).toBe('/?token=1')
})
