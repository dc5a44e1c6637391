import { describe, expect, test } from 'vitest'
import { findInJson } from '../../../src/cookie/paste/json-headers.ts'

const listInJson = (text: string) => {
  const found = findInJson(text)
  return found && Array.from(found, ({ source, text: header }) => ({ source, text: header }))
}

const set = (text: string) => ({ source: 'Set-Cookie', text })
const sent = (text: string) => ({ source: 'Cookie', text })

describe('the Set-Cookie lines of another answer', () => {
  const answer = (...cookies: readonly string[]) => ({
    cookies: [{ name: 'a', value: '1' }],
    headers: [
      { name: 'Host', value: 'b.c' },
      ...cookies.map((value) => ({ name: 'Set-Cookie', value })),
      { name: 'Cookie', value: 'd=1' },
    ],
  })
  test.each([
    ['in a list of texts are none', ['a=1', 'b=2'], []],
    ['in a list of headers are none', answer('a=1').headers, []],
    ['in the first object', { 'set-cookie': ['a=1', 'b=2'], 'Set-Cookie': 'c=3' }, ['a=1']],
    ['in each object of a list', [{ 'set-cookie': ['a=1', 'b=2'] }, { 'set-cookie': 'c=3' }], ['a=1', 'c=3']],
    [
      'in a HAR file',
      { entries: [{ response: answer('a=1', 'b=2') }, { response: answer('c=3', 'd=4') }] },
      ['a=1', 'c=3'],
    ],
  ])('%s', (_, value, begun) => {
    const found = [...(findInJson(JSON.stringify(value)) ?? [])]
    expect(found.filter(({ begins }) => begins).map(({ text }) => text)).toEqual(begun)
  })
})

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

// A list is read a few items at a time, and an object without the numbers of its lists.
describe('long JSON', () => {
  const long = 'x'.repeat(70_000)
  const items = [
    `a="[1,2]"; ,]}\\`,
    { cookie: 'b=1', deep: [[1, 2], { x: '",[' }, long, 5] },
    7,
    null,
    `c=’${long}`,
    'd=4',
  ]
  const found = [set('a="[1,2]"; ,]}\\'), sent('b=1'), set(`c=’${long}`), set('d=4')]
  const list = JSON.stringify(items)
  const numbers = Array.from({ length: 40 }, (_, i) => (i % 2 ? i / 8 : -i * 1e9))

  test.each([
    ['a list', list, found],
    ['a list, spaced', JSON.stringify(items, null, 1), found],
    ['a list of one long text', JSON.stringify([long]), [set(long)]],
    [
      'what stands before, between and behind numbers',
      JSON.stringify({ numbers, cookie: ['a=1', { numbers }], 'set-cookie': [...numbers, '1,2', ...numbers, 'b=2'] }),
      [sent('a=1'), set('1,2'), set('b=2')],
    ],
    ['a text between numbers', JSON.stringify([...numbers, 'a=1', ...numbers]), [set('a=1')]],
  ])('gives %s', (_, json, headers) => expect(listInJson(json)).toEqual(headers))

  test.each([
    ['is not closed', list.slice(0, -1)],
    ['goes on behind its end', `${list}]`],
    ['is followed by another', `${list},${list}`],
    ['ends with a comma', `${list.slice(0, -1)},]`],
    ['has two commas', list.replace('7,null', '7,,null')],
    ['has a bracket of the other kind', list.replace('[1,2],{', '[1,2},{')],
    ['has a number that is none', JSON.stringify({ cookie: 'a=1', numbers }).replace('[0,', '[0,1.2.3,')],
  ])('gives nothing where it %s', (_, text) => expect(listInJson(text)).toBe(null))
})
