import { sign } from 'cookie-signature'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderInspect } from '../../src/terminal/cookie/inspect.ts'
import { createStyle } from '../../src/terminal/style.ts'
import { width } from '../../src/terminal/text.ts'
import { pipedEnvironment } from '../support/run.ts'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { inspectOne, NOW } from './inspect-one.ts'
import { visit } from './server.ts'

const id = fc.string({ unit: 'binary', minLength: 1 })
const secret = fc.string({ unit: 'binary' })
// An HMAC key is filled up with zero bytes, so `a` and `a\0` are one secret. Printable ones differ when they look it.
const secrets = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 })
/** None is called `-b`, which is the flag of curl where blanks stand round the equals sign. */
const name = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,20}$/).filter((one) => one !== '-b')

describe('what is signed is read back', () => {
  test('from a real express-session, whatever the id, the name and the secrets', async () => {
    await fc.assert(
      fc.asyncProperty(id, name, secrets, fc.nat(3), async (sessionId, cookieName, list, turn) => {
        const { cookies } = await visit({ secret: list, name: cookieName, genid: () => sessionId })
        const tried = [...list.slice(turn), ...list.slice(0, turn)]
        expect(inspectOne(cookies[0] ?? '', tried).report).toMatchObject({
          name: cookieName,
          kind: 'express-session',
          id: sessionId,
          verified: true,
          secretIndex: tried.indexOf(list[0] ?? ''),
        })
      }),
    )
  })

  test('from cookie-signature, in every spelling', () => {
    fc.assert(
      fc.property(id, secret, name, (signedId, key, cookieName) => {
        const value = `s:${sign(signedId, key)}`
        const expected = { kind: 'express-session', value, id: signedId, verified: true, secretIndex: 0 }
        const encoded = encodeURIComponent(value)
        for (const spelling of [value, encoded, ` ${value}\n`, `\t${encoded}\r\n`]) {
          expect(inspectOne(spelling, [key]).report).toMatchObject({ ...expected, name: null })
        }
        for (const spelling of [`${cookieName}=${value}`, `${cookieName}=${encoded}`, `${cookieName} = "${encoded}"`]) {
          expect(inspectOne(spelling, [key]).report).toMatchObject({ ...expected, name: cookieName })
        }
      }),
    )
  })
})

describe('what is changed does not verify', () => {
  test('one character of the id or the signature', () => {
    const place = fc.nat()
    const other = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
    fc.assert(
      fc.property(id, secret, place, other, (signedId, key, at, character) => {
        const letters = Array.from(sign(signedId, key))
        const dot = letters.lastIndexOf('.')
        const index = at % letters.length
        fc.pre(index !== dot && letters[index] !== character)
        const value = `s:${letters.with(index, character).join('')}`
        expect(inspectOne(encodeURIComponent(value), [key]).report.verified).toBe(false)
        expect(inspectOne(value, [key]).report.verified).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

const styleFor = (columns: number) => createStyle(pipedEnvironment({ size: () => ({ columns, rows: 24 }) }).environment)

describe('any text at all', () => {
  const anything = fc.string({ unit: 'binary' })
  // Surrogate halves included: a program can hold them even if no terminal sends them.
  const halves = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes))
  const pieces = fc.constantFrom(
    's:',
    's%3A',
    '.',
    '=',
    ';',
    '%',
    '%25',
    '%2E',
    '%1b',
    '%C2%9B',
    '"',
    '\u001b[31m',
    '\u009b',
    '漢',
  )
  const text = fc.array(fc.oneof(pieces, pieces, anything), { maxLength: 12 }).map((parts) => parts.join(''))
  const signed = fc
    .tuple(fc.constantFrom('s:', 's%3A', 'id=s%3A'), text, text)
    .map(([start, ...rest]) => start + rest.join('.'))

  test('is taken apart, and shown without control characters, in lines that fit', async () => {
    const styles = await Promise.all([40, 59, 80].map(styleFor))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anything, halves, text, signed),
        fc.array(secret, { maxLength: 2 }),
        async (paste, keys) => {
          const { cookies } = inspectPaste(paste, { secrets: keys, now: NOW })
          for (const style of styles) {
            const lines = (await renderInspect(cookies, NOW, style)).split('\n')
            expect(lines.filter((line) => /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(line))).toEqual([])
            expect(lines.filter((line) => width(line) > style.columns)).toEqual([])
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
