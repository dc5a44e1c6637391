import { describe, expect, test } from 'vitest'
import { classify } from '../../src/cookie/value/kinds.ts'
import { piecesAsPasted, type Piece } from '../../src/cookie/anatomy.ts'
import { decode } from '../../src/cookie/value/read.ts'

const piecesIn = (raw: string, partner: string | null = null): readonly Piece[] =>
  piecesAsPasted(raw, classify(decode(raw) ?? raw), partner)

/** The same as a picture: each piece with what stands before it and what it is. */
const drawn = (pieces: readonly Piece[]): string =>
  pieces.map(({ before, what, text }) => `${before}[${what} ${text}]`).join('')

describe('the pieces lie in the value as it was pasted', () => {
  test.each([
    ['s%3Aid.mac', '[mark s%3A][id id].[signature mac]'],
    ['s%3aid.mac', '[mark s%3a][id id].[signature mac]'],
    ['s:id.mac', '[mark s:][id id].[signature mac]'],
    ['s%3Aa.b%20c.d%2Fe', '[mark s%3A][id a.b%20c].[signature d%2Fe]'],
    ['s%3Aa%0Ab.c', '[mark s%3A][id a%0Ab].[signature c]'],
    ['s:a\nb.c', '[mark s:][id a\nb].[signature c]'],
    ['s%3Aj%3A%7B%7D.mac', '[mark s%3A][json j%3A%7B%7D].[signature mac]'],
    ['j%3A%7B%7D', '[mark j%3A][json %7B%7D]'],
    ['j%3a[]', '[mark j%3a][json []]'],
    ['j:{}', '[mark j:][json {}]'],
    ['e30%3D', '[session e30%3D]'],
    ['plain', ''],
    ['s:id', ''],
  ])('%j', (raw, picture) => expect(drawn(piecesIn(raw))).toBe(picture))

  test.each([
    ['s%3Aa%2Eb', '[mark s:][id a].[signature b]'],
    ['s%3Aa.b%2Ec', '[mark s:][id a.b].[signature c]'],
    ['%73%3Aa%20b.c%2Bd', '[mark s:][id a b].[signature c+d]'],
    ['%6A:{}', ''],
    ['%6A:"j:"', ''],
  ])('or decoded, where an encoding is in the way: %j', (raw, picture) => {
    expect(drawn(piecesIn(raw))).toBe(picture)
  })

  // A secret may confirm what only a second decoding says.
  test.each([
    ['s%3Aa%2520b.c', '[mark s:][id a b].[signature c]'],
    ['s%3Aa.b%252Fc', '[mark s:][id a].[signature b/c]'],
  ])('or decoded, where the last of two decodings counts: %j', (raw, picture) => {
    expect(drawn(piecesAsPasted(raw, classify(decode(decode(raw) ?? '') ?? ''), null))).toBe(picture)
  })

  test('a session of cookie-session has its signature in another cookie', () => {
    expect(drawn(piecesIn('e30=', 'mac'))).toBe('[session e30=]  [signature mac]')
  })

  test('a token, its payload readable or not', () => {
    const header = Buffer.from('{"alg":"HS256"}').toString('base64url')
    expect(drawn(piecesIn(`${header}.e30.c2ln`))).toBe(`[header ${header}].[payload e30].[signature c2ln]`)
    expect(drawn(piecesIn(`${header}.e30.`))).toBe(`[header ${header}].[payload e30].[signature ]`)
    expect(piecesIn(`${header}.a.b.c.d`)).toEqual([])
  })
})
