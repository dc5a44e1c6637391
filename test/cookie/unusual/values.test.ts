import { describe, expect, test } from 'vitest'
import { findInJsonText } from '../../../src/cookie/unusual/values.ts'

/** Signed as express-session signs; whether the signature is right counts elsewhere. */
const SIGNED = 's%3Aid.signature'

const FLASK = 'eyJ1c2VyIjo3LCJ0aGVtZSI6ImRhcmsifQ.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM'

/** Source and text of what is found in a value of JSON, behind a word as a log has it. */
const found = (value: unknown): readonly string[] =>
  findInJsonText(`info ${JSON.stringify(value)} ms`).map(({ source, text }) => `${source}: ${text}`)

describe('headers', () => {
  test.each([
    ['by their name', { req: { Cookie: 'theme=dark; lang=de' } }, ['Cookie: theme=dark; lang=de']],
    [
      'in a list',
      { 'set-cookie': ['theme=dark; Path=/', 'lang=de'] },
      ['Set-Cookie: theme=dark; Path=/', 'Set-Cookie: lang=de'],
    ],
    ['with a name and a value', [{ name: 'Set-Cookie', value: 'theme=dark' }], ['Set-Cookie: theme=dark']],
    ['with nothing in them', { cookie: 'none', setCookie: null }, []],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

describe('texts', () => {
  test.each([
    ['a list of cookies', { cookies: ['theme=dark', 'none', 'ab'] }, ['unknown: theme=dark']],
    [
      'a text with a session in it',
      { note: `it sent connect.sid=${SIGNED}` },
      [`unknown: it sent connect.sid=${SIGNED}`],
    ],
    ['a signed value below its name', { sid: [SIGNED] }, [`pair: sid=${SIGNED}`]],
    ['a signed value below what is no name', { 'my sid': [SIGNED] }, []],
    ['a query', { query: 'theme=dark', list: ['theme=dark'] }, []],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

describe('pairs', () => {
  test.each([
    [
      'where one is signed',
      {
        jar: [
          ['theme', 'dark'],
          ['sid', SIGNED],
        ],
      },
      ['pair: theme=dark', `pair: sid=${SIGNED}`],
    ],
    ['below a name that says cookies', { cookies: [['theme', 'dark']] }, ['pair: theme=dark']],
    ['where none is signed', { query: [['theme', 'dark']] }, []],
    [
      'that are none',
      {
        cookies: [
          ['theme', 'dark', 'x'],
          ['count', 5],
          ['my theme', 'dark'],
          ['lang', 'de'],
        ],
      },
      ['pair: lang=de'],
    ],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

describe('objects with a name and a value', () => {
  test.each([
    ['that is signed', { it: { name: 'shop', value: SIGNED } }, [`pair: shop=${SIGNED}`]],
    [
      'below a name that says cookies',
      {
        cookies: [
          { name: 'theme', value: 'dark' },
          { name: '', value: 'x' },
        ],
      },
      ['pair: theme=dark'],
    ],
    ['with what only cookies have', { it: { key: 'theme', value: 'dark', HttpOnly: true } }, ['pair: theme=dark']],
    ['with nothing like that', { it: { name: 'theme', value: 'dark' } }, []],
    ['whose value is no text', { it: { name: 'theme', value: 5, path: '/' } }, []],
    ['without a name', { it: { value: 'dark', path: '/' } }, []],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

describe('objects that hold cookies by their names', () => {
  test.each([
    [
      'below a name that says so',
      { signedCookies: { theme: 'dark', count: 5, 'my theme': 'x', none: null } },
      ['pair: theme=dark'],
    ],
    ['each with details', { cookies: { theme: { value: 'dark', path: '/' } } }, ['pair: theme=dark']],
    [
      'where one is signed',
      { it: { 'app:theme': 'dark', sid: SIGNED } },
      ['pair: app:theme=dark', `pair: sid=${SIGNED}`],
    ],
    ['where none is', { it: { theme: 'dark' } }, []],
    [
      'where one is made by a framework',
      { it: { theme: 'dark', session: FLASK } },
      ['pair: theme=dark', `pair: session=${FLASK}`],
    ],
    [
      'where one is, and another is no text',
      { it: { theme: 'dark', session: FLASK, count: 5 } },
      [`pair: session=${FLASK}`],
    ],
    ['where only a text is signed that is called so', { it: { theme: 'dark', raw: SIGNED } }, [`pair: raw=${SIGNED}`]],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected)
  })
})

test.each(['', 'theme=dark', '] [', 'a }', '{ theme'])('no JSON is in %j', (text) => {
  expect(findInJsonText(text)).toEqual([])
})
