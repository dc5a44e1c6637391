import { describe, expect, test } from 'vitest'
import { findInAttributes } from '../../../src/cookie/findings/attribute-findings.ts'
import { readAttributes } from '../../../src/cookie/paste/attributes.ts'
import { LESSON } from '../../../src/cookie/findings/finding.ts'
import { NOW } from '../inspect-one.ts'

/** Level, code and lesson of what is found in the line of a cookie, with `name=value` in front. */
const findIn = (line: string): readonly string[] => {
  const [pair = '', ...segments] = line.split(';')
  const [name = '', value = ''] = pair.split('=')
  const cookie = { name: name === '' ? null : name, value, attributes: readAttributes(segments) }
  return [...findInAttributes(cookie, NOW)].map(({ code, level, lesson }) =>
    lesson === null ? `${level} ${code}` : `${level} ${code}, lesson ${lesson}`,
  )
}

const SAFE = 'Path=/; HttpOnly; Secure; SameSite=Lax'
const options = `lesson ${LESSON.options}`
const origins = `lesson ${LESSON.origins}`
const lifetime = `lesson ${LESSON.lifetime}`

const noHttpOnly = `warning no-http-only, ${options}`
const noSecure = `warning no-secure, lesson ${LESSON.proxy}`
const noSameSite = `warning no-same-site, ${origins}`

describe('what should be set', () => {
  test.each<[string, readonly string[]]>([
    [`a=1; ${SAFE}`, []],
    ['a=1; path=/; httponly; secure; samesite=lax', []],
    ['a=1; HttpOnly; Secure; SameSite=Lax', []],
    ['a=1', [noSameSite, noHttpOnly, noSecure]],
    ['a=1; Secure; SameSite=Lax', [noHttpOnly]],
    ['a=1; HttpOnly; SameSite=Lax', [noSecure]],
    ['a=1; HttpOnly; Secure', [noSameSite]],
    // Where a cookie is deleted there is nothing to keep safe.
    ['a=', []],
    ['a=; SameSite=None', [`error same-site-none-insecure, ${origins}`]],
  ])('%s', (line, found) => expect(findIn(line)).toEqual(found))
})

describe('SameSite', () => {
  const unknown = `warning same-site-unknown, ${origins}`
  const insecure = `error same-site-none-insecure, ${origins}`
  test.each<[string, readonly string[]]>([
    ['HttpOnly; Secure; SameSite=STRICT', []],
    ['HttpOnly; Secure; SameSite=lax', []],
    ['HttpOnly; Secure; SameSite=None', []],
    ['HttpOnly; SameSite=Strict', [noSecure]],
    ['HttpOnly; SameSite=None', [insecure, noSecure]],
    ['HttpOnly; SameSite=NONE', [insecure, noSecure]],
    ['HttpOnly; Secure; SameSite=', [unknown]],
    ['HttpOnly; Secure; SameSite=xlax', [unknown]],
    ['HttpOnly; Secure; SameSite=laxx', [unknown]],
    ['HttpOnly; SameSite=Nonee', [unknown, noSecure]],
    ['HttpOnly; SameSite=xNone', [unknown, noSecure]],
  ])('%s', (attributes, found) => expect(findIn(`a=1; ${attributes}`)).toEqual(found))
})

describe('what goes further, or not as far, as it looks', () => {
  test.each<[string, readonly string[]]>([
    [`${SAFE}; Partitioned`, []],
    ['HttpOnly; SameSite=Lax; Partitioned', ['error partitioned-insecure, lesson 8', noSecure]],
    [`${SAFE}; Domain=example.org`, ['warning domain-widens, lesson 8']],
    [`${SAFE}; Domain=`, []],
    [`${SAFE}; Path=/a`, ['info path-no-fence, lesson 8']],
    [`${SAFE}; Path=`, []],
  ])('%s', (attributes, found) => expect(findIn(`a=1; ${attributes}`)).toEqual(found))
})

describe('names that promise something', () => {
  const secure = 'error secure-prefix, lesson 8'
  const host = 'error host-prefix, lesson 8'
  const unsafe = 'Path=/; HttpOnly; SameSite=Lax'
  test.each<[string, readonly string[]]>([
    [`__Secure-a=1; ${SAFE}`, []],
    [`__Secure-a=1; ${unsafe}`, [secure, noSecure]],
    [`__sECURE-a=1; ${unsafe}`, [secure, noSecure]],
    [`a__Secure-=1; ${unsafe}`, [noSecure]],
    [`__Secure=1; ${unsafe}`, [noSecure]],
    [`__Host-a=1; ${SAFE}`, []],
    [`__Host-a=1; ${SAFE}; Domain=`, []],
    [`__Host-a=1; ${unsafe}`, [host, noSecure]],
    [`__hOST-a=1; ${unsafe}`, [host, noSecure]],
    [`a__Host-=1; ${unsafe}`, [noSecure]],
    [`__Host=1; ${unsafe}`, [noSecure]],
    [`__Host-a=1; ${SAFE}; Path=`, [host]],
    ['__Host-a=1; HttpOnly; Secure; SameSite=Lax', [host]],
    [`__Host-a=1; ${SAFE}; Domain=example.org`, [host, 'warning domain-widens, lesson 8']],
    [`=1; ${unsafe}`, [noSecure]],
  ])('%s', (line, found) => expect(findIn(line)).toEqual(found))

  test.each([
    ['Path=/', 'here Secure is missing:'],
    ['Secure', 'here Path is not /:'],
    ['Secure; Path=/; Domain=a.org', 'here there is a Domain:'],
    ['Path=/a; Domain=a.org', 'here Secure is missing, Path is not / and there is a Domain:'],
  ])('__Host- with %s says what breaks it', (line, part) => {
    const cookie = { name: '__Host-a', value: '', attributes: readAttributes(line.split(';')) }
    expect([...findInAttributes(cookie, NOW)][0]?.message).toContain(part)
  })
})

describe('when it ends', () => {
  const ended = `warning expired, ${lifetime}`
  const deletes = 'info expired, lesson 10'
  const long = `warning long-lived, ${lifetime}`
  const unreadable = `warning expires-unreadable, ${lifetime}`
  const maxAge = `info max-age, ${lifetime}`
  test.each<[string, readonly string[]]>([
    ['Expires=Thu, 01 Jan 2026 00:00:01 GMT', []],
    ['Expires=Thu, 01 Jan 2026 00:00:00 GMT', [ended]],
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', [ended]],
    // 400 days after 2026-01-01.
    ['Expires=Fri, 05 Feb 2027 00:00:00 GMT', []],
    ['Expires=Fri, 05 Feb 2027 00:00:01 GMT', [long]],
    ['Expires=tomorrow', [unreadable]],
    ['Expires=', [unreadable]],
    ['Max-Age=1', [maxAge]],
    ['Max-Age=0', [maxAge, ended]],
    ['Max-Age=-1', [maxAge, ended]],
    ['Max-Age=34560000', [maxAge]],
    ['Max-Age=34560001', [maxAge, long]],
    // What is no whole number is none.
    ['Max-Age=', [maxAge]],
    ['Max-Age=0x', [maxAge]],
    ['Max-Age=x0', [maxAge]],
    ['Max-Age=--1', [maxAge]],
    ['Max-Age=1d; Expires=Thu, 01 Jan 1970 00:00:00 GMT', [maxAge, ended]],
    ['Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', [maxAge]],
    ['Max-Age=0; Expires=Fri, 05 Feb 2027 00:00:00 GMT', [maxAge, ended]],
    ['Max-Age=x0; Expires=Thu, 01 Jan 1970 00:00:00 GMT', [maxAge, ended]],
    // Max-Age comes first, so nobody reads the date.
    ['Max-Age=60; Expires=tomorrow', [maxAge]],
    ['Max-Age=soon; Expires=tomorrow', [maxAge, unreadable]],
  ])('%s', (attributes, found) => expect(findIn(`a=1; ${SAFE}; ${attributes}`)).toEqual(found))

  test.each([
    ['tomorrow', 'The date in Expires cannot be read'],
    ['Invalid Date', 'This is what JavaScript writes for a date that is none'],
  ])('of Expires=%s it says why', (date, part) => {
    const cookie = { name: 'a', value: '1', attributes: readAttributes([`Expires=${date}`]) }
    const found = [...findInAttributes(cookie, NOW)].find(({ code }) => code === 'expires-unreadable')
    expect(found?.message).toContain(part)
  })

  test.each([
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', [deletes]],
    ['Max-Age=0', [maxAge, deletes]],
    ['Expires=Thu, 01 Jan 2026 00:00:01 GMT', []],
  ])('of an empty value: %s', (attributes, found) => expect(findIn(`a=; ${attributes}`)).toEqual(found))
})
