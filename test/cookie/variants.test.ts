import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { inspectAnything } from '../../src/cookie/inspect-anything.ts'
import { NOW } from './corpus/case.ts'
import { FRESH, visit } from './server.ts'

// What is said of a cookie or a secret that was changed on its way is held against a real express-session: it refuses the cookie as
// it stands, and takes the one that is said to be right.

const ID = 'pY7mQ2xTnR5wLk3JzVc8HbGd4FsA9eUo'
const SECRET = 'two pears on the window sill'

/** The findings about one cookie. */
async function findingsOf(cookie: string, secrets: readonly string[]) {
  const { cookies } = await inspectAnything(cookie, { secrets, now: NOW })
  return cookies.flatMap(({ report }) => report.findings)
}

/** Whether an app with this secret takes the cookie for a session. */
async function isTaken(secret: string | Buffer, cookie: string): Promise<boolean> {
  // In a list session() takes bytes, too, though its types do not say so.
  const { id } = await visit({ secret: [secret as string] }, cookie)
  return id !== FRESH
}

describe('a secret that is not what it should be', () => {
  const spellings: readonly (readonly [words: string, has: string | Buffer, given?: string])[] = [
    ['a line end behind it', `${SECRET}\n`],
    ['a line end behind it', `${SECRET}\r\n`],
    ['a line end behind it', `${SECRET}\r`],
    ['a blank at its end', `${SECRET} `],
    ['a blank at its end', ` ${SECRET}`],
    ['a blank at its end', `${SECRET}\t`],
    ['in quotes', `"${SECRET}"`],
    ['in quotes', `'${SECRET}'`],
    ['a semicolon behind it', `${SECRET};`],
    ['a byte order mark in front', `\ufeff${SECRET}`],
    [String.raw`and \n behind it`, String.raw`${SECRET}\n`],
    ['without the blanks at its ends', SECRET, ` ${SECRET}\n`],
    ['without its quotes', SECRET, `"${SECRET}"`],
    ['behind the name of the variable', SECRET, `SESSION_SECRET=${SECRET}`],
    ['behind the name of the variable', SECRET, `export SESSION_SECRET="${SECRET}"`],
    ['part 2 of the secret', SECRET, `an older one,${SECRET}`],
    ['before the # in the secret', 'two pears', 'two pears #and a plum'],
    ['one $ for each two', 'pa$word', 'pa$$word'],
    ['without its $ and the word', 'pa!', 'pa$word!'],
    [String.raw`a line end for each \n`, 'two\npears', String.raw`two\npears`],
    ['without its backslashes', 'two"pears', String.raw`two\"pears`],
    ['in capitals', SECRET.toUpperCase()],
    ['in small letters', SECRET, 'Two Pears on the Window Sill'],
    [
      'Node.js reads in the secret as hexadecimal digits',
      Buffer.from('6fa1b2c3d4e5f60718293a4b5c6d7e8f', 'hex'),
      '6fa1b2c3d4e5f60718293a4b5c6d7e8f',
    ],
    [
      'the bytes that Node.js reads in the secret as base64',
      Buffer.from('//79/Pv6+fj39vX08/Lx8A==', 'base64'),
      '//79/Pv6+fj39vX08/Lx8A==',
    ],
    ['the secret in base64', Buffer.from(SECRET).toString('base64')],
    ['in hexadecimal digits', Buffer.from(SECRET).toString('hex')],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-decoded', SECRET, encodeURIComponent(SECRET)],
    ['in Latin-1', Buffer.from('zwölf Birnen', 'latin1'), 'zwölf Birnen'],
    ['Unicode form NFD', 'zwölf Birnen'.normalize('NFD'), 'zwölf Birnen'],
    ['the word undefined', 'undefined'],
    ['the word null', 'null'],
    ['the text process.env.SESSION_SECRET', 'process.env.SESSION_SECRET'],
    ['the text ${SESSION_SECRET}', '${SESSION_SECRET}'],
  ]

  const all = spellings.map(([words, has, given = SECRET]) => ({ words, has, given }))

  test.each(all)('$words: $given', async ({ words, has, given }) => {
    const cookie = `connect.sid=${encodeURIComponent(`s:${sign(ID, has)}`)}`
    expect(await isTaken(has, cookie)).toBe(true)
    expect(await isTaken(given, cookie)).toBe(false)
    const found = await findingsOf(cookie, [given])
    expect(found.find(({ code }) => code === 'secret-variant')?.message).toContain(words)
  })

  test('of one that is right nothing is said', async () => {
    const cookie = `connect.sid=${encodeURIComponent(`s:${sign(ID, SECRET)}`)}`
    expect((await findingsOf(cookie, [SECRET])).map(({ code }) => code)).toEqual(['short-secret', 'default-name'])
  })

  test('of one that has nothing to do with it neither', async () => {
    const cookie = `connect.sid=${encodeURIComponent(`s:${sign(ID, 'somebody else')}`)}`
    const codes = (await findingsOf(cookie, [SECRET])).map(({ code }) => code)
    expect(codes).not.toContain('secret-variant')
    expect(codes).not.toContain('near-miss')
  })
})

/** An id whose signature holds both signs that are special in a URL. */
const special = (): string => {
  for (let i = 10; ; i += 1) {
    const id = ID.slice(0, 30) + i
    const [, signature = ''] = sign(id, SECRET).split('.')
    if (/\+.*\//.test(signature)) return id
  }
}

describe('a cookie that was changed on its way', () => {
  const id = special()
  const value = `s:${sign(id, SECRET)}`
  const [, signature = ''] = value.split('.')
  const changes: readonly (readonly [words: string, changed: string])[] = [
    ['A capital S', `S${value.slice(1)}`],
    ['A + of the signature had become a blank', value.replaceAll('+', ' ')],
    ['somebody made URL-safe base64', `s:${id}.${signature.replaceAll('+', '-').replaceAll('/', '_')}`],
    ['Without the =', `${value}=`],
    ['what stands behind them was copied along', `${value},`],
    ['the last character is missing', value.slice(0, -1)],
    ['the last 12 characters are missing', value.slice(0, -12)],
    ['the last 39 characters are missing', value.slice(0, -39)],
    ['lost its first character: with p in front', value.replace('s:p', 's:')],
    ['lost its last character', value.replace(`${id}.`, `${id.slice(0, -1)}.`)],
    ['All letters are capitals', value.toUpperCase()],
    ['All letters are small', value.toLowerCase()],
    ['Dots stand where characters were left out', `${value.slice(0, 20)}...`],
  ]

  test.each(changes)('%s', async (words, changed) => {
    const cookie = `sid=${encodeURIComponent(changed)}`
    expect((await visit({ secret: SECRET, name: 'sid' }, cookie)).id).toBe(FRESH)
    expect((await visit({ secret: SECRET, name: 'sid' }, `sid=${encodeURIComponent(value)}`)).id).toBe(id)
    const near = (await findingsOf(cookie, [SECRET])).filter(({ code }) => code === 'near-miss')
    expect(near.map(({ message }) => message).join(' ')).toContain(words)
  })

  test.each([
    ['a signature that is cut to three characters could begin like any other', value.slice(0, -40)],
    ['two characters of the id are more than are tried', value.replace('s:pY', 's:')],
    ['another secret made the rest of it', `s:${sign(id, 'somebody else').slice(0, -4)}`],
  ])('nothing is said where it is not known: %s', async (_, changed) => {
    const codes = (await findingsOf(`sid=${encodeURIComponent(changed)}`, [SECRET])).map(({ code }) => code)
    expect(codes).not.toContain('near-miss')
  })
})
