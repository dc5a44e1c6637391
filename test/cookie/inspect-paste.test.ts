import { describe, expect, test } from 'vitest'
import { createInspector, inspectPaste, MOST_COOKIES, type InspectOptions } from '../../src/cookie/inspect-paste.ts'
import { sign, signedByCookieSession } from '../../src/cookie/signature/signature.ts'
import { NOW } from './inspect-one.ts'

const SECRET = 'a secret that has more than thirty-two bytes'
const SESSION = Buffer.from('{"n":1}').toString('base64')
const macOf = (name: string) => sign(signedByCookieSession(name, SESSION, ''), SECRET).text

/** Name, signature and verdict of each cookie. */
const read = (paste: string) =>
  createInspector({ secrets: [SECRET], now: NOW })
    .report(paste)
    .cookies.map(({ name, signature, verified }) => [name, signature, verified])

describe('cookie-session and its signature are one cookie', () => {
  test.each([0, 70_000])('of two equal signatures only one is the session’s, %i characters before them', (length) => {
    const header = `Cookie: x=${'x'.repeat(length)}; a=${SESSION}; a.sig=${macOf('a')}; a.sig=${macOf('a')}`
    const found = inspectPaste(header, { secrets: [SECRET] }).cookies.map(({ report }) => report.name)
    expect(found).toEqual(['x', 'a', 'a.sig'])
  })

  const mac = macOf('a')
  const pair = ['a', mac, true]
  const alone = ['a', null, false]
  const signature = ['a.sig', null, false]
  test.each([
    ['in a header', `Cookie: a=${SESSION}; a.sig=${mac}`, [pair]],
    ['the other way round', `Cookie: a.sig=${mac}; a=${SESSION}`, [pair]],
    ['in two lines of one answer', `Set-Cookie: a=${SESSION}\nSet-Cookie: a.sig=${mac}`, [pair]],
    ['URL-encoded', `Cookie: a=${SESSION.replaceAll('=', '%3D')}; a.sig=${mac}`, [pair]],
    ['in a jar', `a\t${SESSION}\na.sig\t${mac}`, [pair]],
    [
      'of two answers',
      `Set-Cookie: a=${SESSION}\nCookie: c=1\nSet-Cookie: a.sig=${mac}`,
      [alone, ['c', null, false], signature],
    ],
    ['of a header and an answer', `Cookie: a=${SESSION}\nSet-Cookie: a.sig=${mac}`, [alone, signature]],
    ['of another name', `Cookie: a=${SESSION}; b.sig=${mac}`, [alone, ['b.sig', null, false]]],
    ['of another spelling', `Cookie: a=${SESSION}; a.Sig=${mac}`, [alone, ['a.Sig', null, false]]],
    ['under the wrong name', `Cookie: b=${SESSION}; b.sig=${mac}`, [['b', mac, false]]],
    ['of something else', `Cookie: a=plain; a.sig=${mac}`, [alone, signature]],
    ['of nothing that decodes', `Cookie: a=%; a.sig=${mac}`, [alone, signature]],
    ['twice', `Cookie: a=${SESSION}; a=${SESSION}; a.sig=${mac}`, [pair, pair]],
    [
      'without a name',
      `Set-Cookie: ${SESSION}\nSet-Cookie: null.sig=${mac}`,
      [
        [null, null, false],
        ['null.sig', null, false],
      ],
    ],
  ])('%s', (_, paste, cookies) => expect(read(paste)).toEqual(cookies))
})

describe('two of a name', () => {
  const sent = 'More than one cookie in th'
  const set = 'Another Set-Cookie line here'
  test.each([
    ['in one header', 'Cookie: a=1; a=2', [sent, sent]],
    ['in one header, and another', 'Cookie: a=1; a=2; b=3', [sent, sent, null]],
    ['in two headers', 'Cookie: a=1\nHost: b\nCookie: a=2', [sent, sent]],
    ['in a header and an answer', 'Cookie: a=1\nSet-Cookie: a=2', [null, null]],
    ['in two answers, and a request', 'Set-Cookie: a=1\nCookie: b=2\nSet-Cookie: a=1', [null, null, null]],
    ['of other letters', 'Cookie: a=1; A=2', [null, null]],
    ['in one answer', 'Set-Cookie: a=1\nSet-Cookie: a=2', [set, set]],
    ['with the same place', 'Set-Cookie: a=1; Path=/; Domain=b.c\nSet-Cookie: a=2; domain=b.c; path=/', [set, set]],
    ['with an empty Path and with none', 'Set-Cookie: a=1; Path=\nSet-Cookie: a=2', [set, set]],
    ['with another Path', 'Set-Cookie: a=1; Path=/b\nSet-Cookie: a=2; Path=/c', [null, null]],
    ['with another Domain', 'Set-Cookie: a=1; Domain=b.c\nSet-Cookie: a=2', [null, null]],
    ['with Domain and Path changed about', 'Set-Cookie: a=1; Domain=b\nSet-Cookie: a=2; Path=b', [null, null]],
    ['in two requests', 'GET / HTTP/1.1\nCookie: a=1\n\nGET /b HTTP/1.1\nCookie: a=1', [null, null]],
    ['in two lines of a request', 'GET / HTTP/2\nCookie: a=1\nHost: b\nCookie: a=2', [sent, sent]],
    // curl -iL prints the answer that redirects, and the one after it.
    ['in two answers', 'HTTP/1.1 302 Found\nSet-Cookie: a=1\n\nHTTP/1.1 200 OK\nSet-Cookie: a=2', [null, null]],
    [
      'in the second of two answers',
      '< HTTP/1.1 302 Found\n< Set-Cookie: a=1\n< \n< HTTP/1.1 200 OK\n< Set-Cookie: a=2\n< Set-Cookie: a=3',
      [null, set, set],
    ],
    [
      'in two answers of a log in JSON',
      '[{"res": {"set-cookie": "a=1"}}, {"res": {"set-cookie": ["a=2", "a=3"]}}]',
      [null, set, set],
    ],
    ['in a jar', 'a\t1\na\t2', [null, null]],
    ['none has a name', 'Cookie: 1; 2', [null, null]],
  ])('%s', (_, paste, twins) => {
    const reports = createInspector({ now: NOW }).report(paste).cookies
    const found = reports.map(({ findings }) => findings.find(({ code }) => code === 'duplicate-name')?.message)
    expect(found.map((message, i) => message?.slice(0, twins[i]?.length) ?? null)).toEqual(twins)
  })
})

describe('published secrets', () => {
  const paste = 's:id.h1vBeaBnk9vs1RsFGF3QhZlxIG+r7+Us77gFKWrClTo'
  const weak = (options: Parameters<typeof inspectPaste>[1]) =>
    inspectPaste(paste, options).cookies[0]?.report.weakSecret

  test('are tried where no secret is given', () => {
    expect(weak({})).toBe('keyboard cat')
    expect(weak({ secrets: [] })).toBe('keyboard cat')
    expect(weak({ secrets: [SECRET] })).toBeNull()
  })

  test('are not tried where another guesser is given', () => {
    const guess = { secret: 'guessed', key: 'guessed', from: { line: 7 } }
    expect(weak({ guesser: () => null })).toBeNull()
    expect(weak({ guesser: () => guess })).toBe('guessed')
    expect(weak({ guesser: () => guess, secrets: [SECRET] })).toBe('guessed')
    expect(weak({ guesser: () => guess, secrets: [SECRET, 'keyboard cat'] })).toBeNull()
  })
})

test('an inspector says the same of a paste by itself and among others', () => {
  const inspector = createInspector({ secrets: [SECRET], now: NOW })
  for (const paste of ['a=1', 'Cookie: a=1; b=2', '', 'Set-Cookie: a=1; Max-Age=0']) {
    expect(inspector.report(paste).cookies).toEqual(inspector.inspect(paste).cookies.map(({ report }) => report))
    expect(inspectPaste(paste, { secrets: [SECRET], now: NOW }).cookies).toEqual(inspector.inspect(paste).cookies)
  }
})

test('dates are judged by the time that is given, or else by the clock', () => {
  const expired = (expires: string, now?: number) =>
    inspectPaste(`a=1; Expires=${expires}`, now === undefined ? {} : { now }).cookies[0]?.report.findings.some(
      ({ code }) => code === 'expired',
    )
  expect(expired('Thu, 01 Jan 2026 00:00:00 GMT', NOW)).toBe(true)
  expect(expired('Thu, 01 Jan 2026 00:00:00 GMT', NOW - 1)).toBe(false)
  expect(expired('Thu, 01 Jan 2026 00:00:00 GMT')).toBe(true)
  expect(expired('Fri, 31 Dec 9999 23:59:59 GMT')).toBe(false)
})

describe('a value without a signature is a warning', () => {
  const levelsOf = (paste: string) =>
    inspectPaste(paste, { now: NOW }).cookies.map(
      ({ report }) => report.findings.find(({ code }) => code === 'unsigned')?.level ?? null,
    )
  test.each([
    ['alone', 'theme=dark', ['warning']],
    ['beside one that only holds a mark', 'theme=dark; sid=xs:y', ['warning', 'warning']],
    ['among its like', 'theme=dark; sid=plain; data=j%3A1', ['warning', 'warning', 'warning']],
    ['but only worth knowing beside a signed one', 'theme=dark; sid=s%3Aid.mac; data=j%3A1', ['info', null, 'info']],
    ['whatever that is worth', 'Set-Cookie: theme=dark\nSet-Cookie: sid=s:id', ['info', null]],
  ])('%s', (_, paste, levels) => expect(levelsOf(paste)).toEqual(levels))
})

describe('at most 1,000 cookies are listed', () => {
  /** As many cookies as are listed, and some more. */
  const header = (...more: readonly string[]) =>
    `Cookie: ${['a=1; '.repeat(MOST_COOKIES - 1), 'a=1', ...more].join('; ')}`.replaceAll('; ;', ';')
  /** What is heard of the others: names, values, and codes of findings. */
  function hear(paste: string, options: InspectOptions = {}, until = Infinity) {
    const heard: string[] = []
    const { cookies, more } = inspectPaste(paste, { now: NOW, ...options }, ({ report }) => {
      heard.push(`${report.name}=${report.value} ${report.findings.map(({ code }) => code).join(' ')}`.trim())
      return heard.length < until
    })
    return { listed: cookies.length, more, heard }
  }

  test.each([
    ['none is left', [], []],
    ['one', ['b=2'], ['b=2 unsigned']],
    ['two', ['b=2', 'c=j:{'], ['b=2 unsigned', 'c=j:{ malformed']],
    // What is like the one before is judged like it.
    ['equal ones', ['b=2', 'b=2', 'b=2'], ['b=2 unsigned duplicate-name']],
    [
      'equal ones with another between them',
      ['b=2', 'c=3', 'b=2'],
      ['b=2 unsigned duplicate-name', 'c=3 unsigned', 'b=2 unsigned duplicate-name'],
    ],
    ['of another name', ['b=2', 'c=2'], ['b=2 unsigned', 'c=2 unsigned']],
    ['of another value', ['b=2', 'b=3'], ['b=2 unsigned duplicate-name', 'b=3 unsigned duplicate-name']],
  ])('%s', (_, more, heard) => {
    expect(hear(header(...more))).toEqual({ listed: MOST_COOKIES, more: more.length, heard })
  })

  test('with other attributes they are not alike, and neither in another answer', () => {
    const lines = ['b=1; Path=/', 'b=1; Path=/', 'b=1; Path=/x', 'b=1; Secure', 'b=1']
    const paste = `${'Set-Cookie: a=1; HttpOnly\n'.repeat(MOST_COOKIES)}${lines.map((line) => `Set-Cookie: ${line}\n`).join('')}`
    const { heard } = hear(`${paste}Cookie: b=1\nSet-Cookie: b=1`)
    expect(heard.map((text) => text.includes('duplicate-name'))).toEqual([true, false, true, true, false, false])
  })

  test.each([
    ['nothing', ['b=1'], ['b=1'], ['b=1 unsigned']],
    ['another, and then none', ['b=1', 'b=1'], ['b=1'], ['b=1 unsigned duplicate-name', 'b=1 unsigned']],
    ['none, and then another', ['b=1'], ['b=1', 'b=1'], ['b=1 unsigned', 'b=1 unsigned duplicate-name']],
    [
      'its signature only once',
      [`b.sig=${macOf('b')}`, `b=${SESSION}`],
      [`b=${SESSION}`],
      [`b=${SESSION} readable-data`, `b=${SESSION} readable-data`],
    ],
  ])('of an equal one in another request, where beside it is %s', (_, one, other, heard) => {
    const requests = [one, other].map((cookies) => `GET / HTTP/1.1\nCookie: ${cookies.join('; ')}\n`)
    expect(hear(`${header()}\n${requests.join('\n')}`, { secrets: [SECRET] }).heard).toEqual(heard)
  })

  test('nobody hears more than is asked for, and all are counted', () => {
    expect(hear(header('b=2', 'c=3', 'd=4'), {}, 1)).toEqual({ listed: 1000, more: 3, heard: ['b=2 unsigned'] })
    expect(inspectPaste(header('b=2', 'c=3')).more).toBe(2)
  })

  test('a signature of another cookie is neither listed nor counted', () => {
    const session = `b=${SESSION}`
    expect(hear(header(session, `b.sig=${macOf('b')}`), { secrets: [SECRET] })).toMatchObject({ more: 1 })
    expect(hear(`${header()}; ${session}; b.sig=${macOf('b')}; c=1`)).toMatchObject({ listed: 1000, more: 2 })
    expect(hear(`Cookie: ${session}; b.sig=${macOf('b')}; ${header().slice(8)}`)).toMatchObject({
      listed: 1000,
      more: 1,
    })
  })

  test('a secret of those that are not listed is guessed, too, unless nobody needs it', () => {
    const weak = 'b=s%3Aid.h1vBeaBnk9vs1RsFGF3QhZlxIG%2Br7%2BUs77gFKWrClTo'
    const codes = (options: InspectOptions) => hear(header(weak), options).heard.join().includes('weak-secret')
    expect([{}, { guessesUnlisted: true }, { guessesUnlisted: false }].map(codes)).toEqual([true, true, false])
    const { cookies } = inspectPaste(weak, { guessesUnlisted: false })
    expect(cookies[0]?.report.weakSecret).toBe('keyboard cat')
  })
})
