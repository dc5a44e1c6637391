import { describe, expect, test } from 'vitest'
import { findInJson } from '../../../src/cookie/paste/json-headers.ts'

const listInJson = (text: string) => {
  const found = findInJson(text)
  return found && [...found]
}

const set = (text: string) => ({ source: 'Set-Cookie', text })
const sent = (text: string) => ({ source: 'Cookie', text })

describe('headers in JSON', () => {
  test.each([
    [{ cookie: 'a=1' }, [sent('a=1')]],
    [{ 'set-cookie': 'a=1' }, [set('a=1')]],
    [{ COOKIE: 'a=1', 'Set-Cookie': ['b=2', 'c=3'] }, [sent('a=1'), set('b=2'), set('c=3')]],
    [{ log: [{ request: { headers: { cookie: 'a=1' } } }] }, [sent('a=1')]],
    [{ cookie: [['a=1'], 'b=2'] }, [sent('a=1'), sent('b=2')]],
    [
      ['a=1', 'b=2'],
      [set('a=1'), set('b=2')],
    ],
    [
      [{ cookie: 'a=1' }, 'b=2'],
      [sent('a=1'), set('b=2')],
    ],
    [{ cookie: ' ', 'set-cookie': ['', 'a=1'] }, [set('a=1')]],
    // An object below the header is no header: its own keys count.
    [{ cookie: { path: '/', httpOnly: true } }, null],
    [{ cookie: { cookie: 'a=1' } }, [sent('a=1')]],
    [[{ host: 'example.org' }], null],
    [{ cookies: 'a=1', cookie2: 'a=1', host: 'a=1' }, null],
    [{ cookie: [null, 5, true], 'set-cookie': null }, null],
    [{ constructor: 'a=1', ['__proto__']: 'a=1' }, null],
    [[], null],
    [{}, null],
  ])('%j', (value, found) => expect(listInJson(JSON.stringify(value))).toEqual(found))

  test.each(['"a=1"', 'null', '5', '{"cookie": "a=1"', "{'cookie': 'a=1'}", '', 'a=[1]', ' {"cookie":"a=1"}'])(
    'none in %j',
    (text) => expect(listInJson(text)).toBeNull(),
  )
})

describe('cookies as browsers export them', () => {
  test.each([
    ['{"name":"a","value":"1","domain":"localhost","path":"/"}', [['pair', 'a=1']]],
    [
      '[{"name":"a","value":"1"},{"name":"b","value":""}]',
      [
        ['pair', 'a=1'],
        ['pair', 'b='],
      ],
    ],
    ['{"cookies":[{"name":"a","value":"1"}],"origins":[{"origin":"http://localhost"}]}', [['pair', 'a=1']]],
    ['[{"name":"cookies","value":"1"}]', [['pair', 'cookies=1']]],
    ['[{"name":"constructor","value":"1"}]', [['pair', 'constructor=1']]],
    ['{"localStorage":[{"name":"a","value":"1"}]}', null],
    ['{"cookies":[],"origins":[{"localStorage":[{"name":"a","value":"1"}]}]}', null],
    ['{"name":"a","value":1}', null],
    ['{"name":1,"value":"a"}', null],
    ['{"name":"a"}', null],
  ])('%s', (json, found) => {
    expect(listInJson(json)?.map(({ source, text }) => [source, text]) ?? null).toEqual(found)
  })
})

describe('headers as a HAR file holds them', () => {
  const named = (name: string, value: string) => ({ name, value })
  const host = named('Host', 'example.org')
  test.each([
    [{ request: { headers: [host, named('Cookie', 'a=1; b=2')] } }, [sent('a=1; b=2')]],
    [{ response: { headers: [named('set-cookie', 'a=1'), named('Set-Cookie', 'b=2')] } }, [set('a=1'), set('b=2')]],
    [[host, named('cookie', 'a=1')], [sent('a=1')]],
    // The same cookies once more, taken apart by the browser.
    [{ headers: [named('Cookie', 'a=1')], cookies: [named('a', '1')] }, [sent('a=1')]],
    [{ headers: [host, named('Cookie', ' ')], queryString: [named('q', 'x')] }, null],
  ])('%j', (value, found) => expect(listInJson(JSON.stringify(value))).toEqual(found))
})
