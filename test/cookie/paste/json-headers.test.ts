import { describe, expect, test } from 'vitest'
import { findInJson } from '../../../src/cookie/paste/json-headers.ts'

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
    [[], null],
    [{}, null],
  ])('%j', (value, found) => expect(findInJson(JSON.stringify(value))).toEqual(found))

  test.each(['"a=1"', 'null', '5', '{"cookie": "a=1"', "{'cookie': 'a=1'}", '', 'a=[1]', ' {"cookie":"a=1"}'])(
    'none in %j',
    (text) => expect(findInJson(text)).toBeNull(),
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
    ['{"name":"a","value":1}', null],
    ['{"name":1,"value":"a"}', null],
    ['{"name":"a"}', null],
  ])('%s', (json, found) => {
    expect(findInJson(json)?.map(({ source, text }) => [source, text]) ?? null).toEqual(found)
  })
})
