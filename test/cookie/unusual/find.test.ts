import { describe, expect, test } from 'vitest'
import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { isSound } from '../../../src/cookie/unusual/find.ts'
import { findSignedValues } from '../../../src/cookie/unusual/signed-values.ts'
import { SECRET, VALUE } from '../pastes/found.ts'
import { BOTH, read } from './read.ts'

const RAW = decodeURIComponent(VALUE)

const seen = async (paste: string) => (await inspectAnything(paste, { secrets: [SECRET] })).cookies
const codesOf = async (paste: string) =>
  (await seen(paste)).flatMap(({ report }) => report.findings.map(({ code }) => code))

describe('what is read, and what is left to the next reader', () => {
  test.each([
    [
      'a sentence behind a signature',
      `it sends Cookie: theme=dark; connect.sid=${RAW} and fails`,
      ['connect.sid is signed'],
    ],
    [
      'a blank in a value that has s: in it',
      `we got "Cookie: site=https://a.example my; connect.sid=${VALUE}"`,
      ['site=https://a.example my', 'connect.sid is signed'],
    ],
    [
      'a signature in which a plus became a blank',
      `cookies = { 'theme': 'dark', 'connect.sid': '${RAW.replace('+', ' ')}' }`,
      BOTH,
    ],
    ['an attribute between two cookies', `we sent Cookie: theme=dark; Path=/; connect.sid=${VALUE}`, BOTH],
    ['carets in a value on one line', 'theme=a^&b\n', ['theme=a^&b']],
    ['a caret in a value, and a tilde in its name', 'my~theme=a^&b', ['my~theme=a^&b']],
    ['what is struck out', '~~theme=dark~~', ['theme=dark']],
    ['what is struck out beside another one', 'theme=dark; ~~lang=de~~', ['theme=dark', 'lang=de']],
    ['words with attributes', 'two plain words; Path=/; HttpOnly', ['null=two plain words']],
    ['data with blanks', 'j:{"a": 1, "b": 2}', ['null=j:{"a": 1, "b": 2}']],
    ['two words as a value', 'note=two plain words', ['note=two plain words']],
    ['words', 'two plain words', []],
    ['words that begin like a signed value', 's: two plain words', []],
    ['words with a colon', 'words:two plain words', []],
    ['words in two lines', 'two plain words\nand three more words', []],
  ])('%s', async (_, paste, expected) => {
    expect(await read(paste)).toEqual(expected)
  })

  test('attributes that end in what stood behind them are read without it', async () => {
    const [cookie] = await seen(`  'Set-Cookie: theme=dark; HttpOnly')`)
    expect(cookie?.report.attributes).toEqual({ HttpOnly: true })
  })

  test.each([
    [`Set-Cookie: connect.sid=${VALUE}; HttpOnly)`, { HttpOnly: true }],
    [`Set-Cookie: connect.sid=${VALUE}; HttpOnly; Secure"`, { HttpOnly: true, Secure: true }],
  ])('and so are those of a session whose signature is right: %s', async (paste, attributes) => {
    const [cookie] = await seen(paste)
    expect(cookie?.report.attributes).toEqual(attributes)
  })

  test('a Domain is judged by itself', async () => {
    expect(await codesOf(`Set-Cookie: connect.sid=${VALUE}; Domain=co.uk`)).toContain('cookie-domain-refused')
  })

  test.each([
    ['in one of two headers', `first Cookie: theme=dark\nthen Cookie: connect.sid=${VALUE}; Path=/`],
    ['as tough-cookie prints a cookie', `Cookie="connect.sid=${VALUE}; hostOnly=true; aAge=0ms; cAge=6ms"`],
  ])('attributes in a Cookie header: %s', async (_, paste) => {
    expect(await codesOf(paste)).toContain('attributes-sent-back')
  })
})

describe('how long and how many', () => {
  const code = "jar.setCookie('theme=dark')"

  test('a paste is looked at again up to 262,144 units', async () => {
    expect(await read(code.padEnd(262_144))).toEqual(['theme=dark'])
    expect(await read(code.padEnd(262_145))).not.toEqual(['theme=dark'])
  })

  test('a paste of more cookies than are shown is not looked at again', async () => {
    expect(await codesOf('a=undefined; '.repeat(3))).toContain('placeholder-value')
    expect(await codesOf('a=undefined; '.repeat(20_000))).not.toContain('placeholder-value')
  })
})

test('marks of JSON are sound only in a value that says it is JSON', () => {
  const isSoundValue = (raw: string) => isSound({ name: 'cart', raw, attributes: null, header: null })
  expect(['j:{"a":1}', 'j:["a"]', 'xj:{"a":1}', '{"a":1}'].map(isSoundValue)).toEqual([true, true, false, false])
})

test('what is said of a framework and of the Domain stands together', async () => {
  const codes = await codesOf('Set-Cookie: PHPSESSID=0a1b2c3d4e5f60718293a4b5c6; Path=/; Domain=co.uk')
  expect(codes).toContain('other-framework')
  expect(codes).toContain('cookie-domain-refused')
  expect(codes).not.toContain('domain-widens')
})

describe('a signed value wherever it stands', () => {
  const pair = (name: string) => [{ source: 'pair', text: `${name}=${VALUE}` }]
  const alone = [{ source: 'unknown', text: VALUE }]

  test.each([
    ['a name and an equals sign', `set value=${VALUE} now`, pair('value')],
    ['a label', `value: ${VALUE}`, alone],
    ['a label, and the name elsewhere', `shop.sid has the value: ${VALUE}`, pair('shop.sid')],
    ['a label, and two names elsewhere', `shop.sid or cart.sid has the value: ${VALUE}`, alone],
    ['a word', `it says ${VALUE}`, alone],
    ['a word, and the name elsewhere', `for shop.sess it says\n${VALUE}`, pair('shop.sess')],
    ['a name with a dot, and a blank', `my.shop ${VALUE}`, pair('my.shop')],
    ['a name, and a word', `the shop_sid was ${VALUE}`, pair('shop_sid')],
    ['nothing in front', VALUE, alone],
    [
      'attributes behind it',
      `sid=${VALUE}; Path=/; HttpOnly. That is all`,
      [{ source: 'Set-Cookie', text: `sid=${VALUE}; Path=/; HttpOnly` }],
    ],
  ])('%s', (_, text, expected) => {
    expect([...findSignedValues(text)]).toEqual(expected)
  })
})
