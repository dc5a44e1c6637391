import { describe, expect, test } from 'vitest'
import { readPaste } from '../../../src/cookie/paste/paste.ts'

/** Name and raw value of each cookie. */
const pairsIn = (paste: string) => [...readPaste(paste)].map(({ name, raw }) => [name, raw])

describe('one cookie', () => {
  test.each([
    ['s:id.mac', null, 's:id.mac'],
    ['s%3Aid.mac', null, 's%3Aid.mac'],
    ['\ufeffs%3Aid.mac', null, 's%3Aid.mac'],
    ['connect.sid=s%3Aid.a%2Bb', 'connect.sid', 's%3Aid.a%2Bb'],
    [' \tconnect.sid = s%3Aid.mac \r\n', 'connect.sid', 's%3Aid.mac'],
    ['connect.sid="s%3Aid.mac"', 'connect.sid', 's%3Aid.mac'],
    ["connect.sid='s%3Aid.mac'", 'connect.sid', 's%3Aid.mac'],
    ['"connect.sid=s%3Aid.mac"', 'connect.sid', 's%3Aid.mac'],
    ['"s%3Aid.mac"', null, 's%3Aid.mac'],
    ['s:a=b.mac', null, 's:a=b.mac'],
    ['s:a=s:b.mac', null, 's:a=s:b.mac'],
    ['s%3Aid.mac=', null, 's%3Aid.mac='],
    ['s%3Aname=s%3Aid.mac', 's%3Aname', 's%3Aid.mac'],
    ['s:a;b.mac', null, 's:a;b.mac'],
    ['id=s:a;b.mac', 'id', 's:a;b.mac'],
    [`id=s:a;b.${'m'.repeat(43)}`, 'id', `s:a;b.${'m'.repeat(43)}`],
    ['theme=a=b', 'theme', 'a=b'],
    ['=value', null, 'value'],
    ['"', null, '"'],
    ['""', null, ''],
    ['connect.sid=', 'connect.sid', ''],
    ['eyJhIjoxfQ==', null, 'eyJhIjoxfQ=='],
    ['eyJhIjoxMX0=', null, 'eyJhIjoxMX0='],
    ['eyes=', 'eyes', ''],
    ['a;b', null, 'a;b'],
    ['a;b;', null, 'a;b;'],
    ['a; c=1; Path=/, b=2', null, 'a; c=1; Path=/, b=2'],
    ['s%3Aid.mac;', null, 's%3Aid.mac'],
    [' id=s%3Aid.mac ; ', 'id', 's%3Aid.mac'],
    // What is no attribute may belong to an id that is not encoded.
    ['s:a; Secure; b.mac', null, 's:a; Secure; b.mac'],
    ['id=s:a; Secure; b.mac', 'id', 's:a; Secure; b.mac'],
    ['s:a; Secure, b=2', null, 's:a; Secure, b=2'],
    [`s:a.${'m'.repeat(44)}; b=2`, null, `s:a.${'m'.repeat(44)}; b=2`],
  ])('%j', (paste, name, raw) => {
    expect([...readPaste(paste)]).toEqual([{ name, raw, attributes: null, header: 1 }])
  })
})

describe('several', () => {
  const mac = 'm'.repeat(43)
  test.each([
    ['a=1; b=2', ['a', '1'], ['b', '2']],
    ['a=1;b=2;', ['a', '1'], ['b', '2']],
    ['Cookie: a=1; b', ['a', '1'], [null, 'b']],
    ['cookie: a=1\ncookie: b=2', ['a', '1'], ['b', '2']],
    [`id=s:x;y.${mac}; b=2`, ['id', `s:x;y.${mac}`], ['b', '2']],
    [`s:x.${mac}; b=2`, [null, `s:x.${mac}`], ['b', '2']],
    [`s:x.${mac}\ns:y.${mac}`, [null, `s:x.${mac}`], [null, `s:y.${mac}`]],
    ['s:x.\ny.mac', [null, 's:x.\ny.mac']],
    [`id=s%3Ax\ny.${mac}\nb=2`, ['id', `s%3Axy.${mac}`], ['b', '2']],
    ['id=s%3Ax\nb=2', ['id', 's%3Ax'], ['b', '2']],
    ['a=1\n\nb=2\n', ['a', '1'], ['b', '2']],
    ['Set-Cookie: a=1; Path=/, b=2', ['a', '1'], ['b', '2']],
    ['Set-Cookie: a=1,b=2; Path=/', ['a', '1,b=2']],
    ['Set-Cookie: a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2', ['a', '1'], ['b', '2']],
    ['a=1; Path=/, b=2; HttpOnly', ['a', '1'], ['b', '2']],
    ['a=1; Path=/, b=2', ['a', '1'], ['b', '2']],
    ['a=1; Path=/, b=2; c=3', ['a', '1'], ['Path', '/, b=2'], ['c', '3']],
    ['a=1; Path=/; c=3, b=2; Secure', ['a', '1'], ['Path', '/'], ['c', '3, b=2'], [null, 'Secure']],
    ['"a"; b="c"', [null, '"a"; b="c"']],
  ])('%j', (paste, ...pairs) => {
    expect(pairsIn(paste)).toEqual(pairs)
  })
})

describe('no cookie', () => {
  test.each(['', ' \n\t', '\ufeff', 'HTTP/1.1 200 OK\r\nDate: now\r\n', '> GET / HTTP/1.1\n> Host: localhost'])(
    'in %j',
    (paste) => expect([...readPaste(paste)]).toEqual([]),
  )
})

describe('attributes', () => {
  test.each([
    ['Set-Cookie: a=1', []],
    ['set-cookie: a=1; ; path=/x; HTTPONLY; wat; Expires=', ['Path=/x', 'HttpOnly', 'wat', 'Expires=']],
    ['a=1; secure', ['Secure']],
    ['a=1; ; secure; ', ['Secure']],
    ['s:id.mac ; Secure', ['Secure']],
    ['s:id.cut; Path=/', ['Path=/']],
    ['a=1; Path', null],
    ['a=1; path=/; b=2', null],
    ['s%3Aid.mac; samesite=lax; priority=High', ['SameSite=lax', 'Priority=High']],
  ])('%j', (paste, expected) => {
    const [cookie] = readPaste(paste)
    expect(cookie?.attributes?.map(({ name, value }) => (value === true ? name : `${name}=${value}`)) ?? null).toEqual(
      expected,
    )
  })
})

describe('cookies that travelled together', () => {
  test.each([
    ['a=1; b=2', [1, 1]],
    ['Cookie: a=1\nCookie: b=2', [1, 1]],
    ['Set-Cookie: a=1\nSet-Cookie: b=2', [1, 1]],
    ['Cookie: a=1\nSet-Cookie: b=2\nCookie: c=3', [1, 2, 3]],
    ['a\t1\nb\t2', [null, null]],
  ])('%j', (paste, headers) => {
    expect([...readPaste(paste)].map(({ header }) => header)).toEqual(headers)
  })
})
