import { describe, expect, test } from 'vitest'
import { readBase64Object, readJson } from '../../../src/cookie/value/json.ts'

const nested = (depth: number, inside = '', open = '[', close = ']') =>
  open.repeat(depth) + inside + close.repeat(depth)

describe('JSON', () => {
  test.each([
    ['{"a":[1,null]}', { a: [1, null] }],
    ['null', null],
    [' 5 ', 5],
    ['"["', '['],
  ])('%s', (text, value) => expect(readJson(text)).toEqual({ value }))

  test.each([
    ['', 0],
    ['{', 1],
    ['{"a":', 5],
    ['{x}', 1],
    ['[1,2,x]', 5],
    ['{"a":1} {"b":2}', 8],
    ['12345678901x', 11],
    ['x', 0],
    ['{"a":x}', 5],
    ['{"a":tru}', 8],
    ['[nulx, 1]', 4],
    ['tru', 3],
    ['undefined', 0],
    [' \u00a05', 1],
    ['["a\nb"]', 3],
    [`[${'1,'.repeat(1000)}'a']`, 2001],
  ])('%j is none from character %i on', (text, offset) => expect(readJson(text)).toEqual({ offset }))

  test.each([
    ['100 lists', nested(100), null],
    ['101 lists', nested(101), 100],
    ['100 objects', nested(100, '0', '{"a":', '}'), null],
    ['101 objects', nested(101, '0', '{"a":', '}'), 500],
    ['100 levels, then more beside each other', `[${nested(99)},${nested(99)}]`, null],
    ['200 objects beside each other', `[${'{},'.repeat(200)}0]`, null],
    ['brackets in a text', JSON.stringify(['['.repeat(200)]), null],
    ['brackets in a text behind a quote', JSON.stringify([`"${'['.repeat(200)}`]), null],
    ['brackets behind a text that ends in a backslash', `["\\\\",${nested(100)}]`, 105],
    ['ends in a text', `["${']'.repeat(100)}",${nested(100)}]`, 203],
  ])('nested too deep or not: %s', (_, text, offset) => {
    expect(readJson(text)).toEqual(offset === null ? { value: JSON.parse(text) } : { offset, isTooDeep: true })
  })
})

describe('a JSON object in base64', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  test.each([
    ['eyJhIjoxfQ==', { a: 1 }],
    ['eyJhIjoxfQ', { a: 1 }],
    ['e30=', {}],
    ['e30', {}],
    [base64('{ "a" : 1 }'), { a: 1 }],
    [base64('{\n"a":1}'), { a: 1 }],
    ['eyJhIjoiPz8+Pj8/In0=', { a: '??>>??' }],
    ['eyJhIjoiPz8-Pj8_In0', { a: '??>>??' }],
    [base64('{"a":"/~?\u00ff"}'), { a: '/~?\u00ff' }],
  ])('%s', (text, value) => expect(readBase64Object(text)).toEqual(value))

  test.each([
    '',
    'e3',
    base64('[1]'),
    base64('   {"a":1}'),
    base64('null'),
    base64('"a"'),
    base64('{"a":'),
    base64('{a}'),
    `x${base64('{"a":1}')}`,
    ` ${base64('{"a":1}')}`,
    'eyJhIjoxfQ===',
    'eyJh IjoxfQ==',
    'eyJhIjoxfQ== ',
    'eyJhIjox.fQ',
    'eyJhIjoxfQ=x',
    base64(nested(101, '0', '{"a":', '}')),
  ])('none in %j', (text) => expect(readBase64Object(text)).toBeNull())
})
