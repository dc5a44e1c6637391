import { SECRET, type Case, type Expected } from './case.ts'

const json = (about: string, paste: string, cookie: Expected): Case => ({
  about,
  paste,
  cookies: [
    {
      kind: 'cookie-parser-json',
      id: null,
      signature: null,
      verified: null,
      secretIndex: null,
      fault: null,
      ...cookie,
    },
  ],
})

/** What res.cookie() of Express sets and cookie-parser reads. */
export const cookieParser: readonly Case[] = [
  // The first three are recorded.
  json(
    'an object in a Set-Cookie line',
    'Set-Cookie: prefs=j%3A%7B%22theme%22%3A%22dark%22%2C%22sizes%22%3A%5B1%2C2.5%5D%2C%22nested%22%3A%7B%22on%22%3Atrue%2C%22none%22%3Anull%7D%7D; Max-Age=900; Path=/; Expires=Tue, 24 Nov 2026 21:47:06 GMT',
    {
      name: 'prefs',
      value: 'j:{"theme":"dark","sizes":[1,2.5],"nested":{"on":true,"none":null}}',
      content: { theme: 'dark', sizes: [1, 2.5], nested: { on: true, none: null } },
      attributes: { 'Max-Age': '900', Path: '/', Expires: 'Tue, 24 Nov 2026 21:47:06 GMT' },
      lacks: ['expired'],
    },
  ),
  json('an array in a Set-Cookie line', 'Set-Cookie: list=j%3A%5B%22a%22%2C%22b%22%5D; Path=/', {
    name: 'list',
    value: 'j:["a","b"]',
    content: ['a', 'b'],
    attributes: { Path: '/' },
  }),
  json('an empty object in a Set-Cookie line', 'Set-Cookie: empty=j%3A%7B%7D; Path=/', {
    name: 'empty',
    value: 'j:{}',
    content: {},
  }),
  json(
    'an object in a pair',
    'cart=j%3A%7B%22items%22%3A%5B1%2C2%2C3%5D%2C%22note%22%3A%22a.b%3B%20%5C%22c%5C%22%2C%20%C3%A9%22%7D',
    {
      name: 'cart',
      value: 'j:{"items":[1,2,3],"note":"a.b; \\"c\\", é"}',
      content: { items: [1, 2, 3], note: 'a.b; "c", é' },
      attributes: null,
    },
  ),
  json('JSON alone', 'j%3A%7B%22a%22%3A1%7D', { name: null, value: 'j:{"a":1}', content: { a: 1 } }),
  json('JSON alone, decoded', 'j:{"a":1}', { name: null, value: 'j:{"a":1}', content: { a: 1 } }),
  json('a pair, decoded', 'prefs=j:{"theme":"dark","n":[1,2]}', {
    name: 'prefs',
    value: 'j:{"theme":"dark","n":[1,2]}',
    content: { theme: 'dark', n: [1, 2] },
  }),
  json('JSON in lower-case escapes', 'prefs=j%3a%7b%22a%22%3a1%7d', {
    name: 'prefs',
    value: 'j:{"a":1}',
    content: { a: 1 },
  }),
  json('JSON that is encoded twice', 'prefs=j%253A%257B%2522a%2522%253A1%257D', {
    name: 'prefs',
    value: 'j:{"a":1}',
    content: { a: 1 },
    has: ['encoded-twice'],
  }),
  json('JSON with emoji', 'mood=j%3A%7B%22now%22%3A%22%F0%9F%8D%AA%22%7D', {
    name: 'mood',
    value: 'j:{"now":"🍪"}',
    content: { now: '🍪' },
  }),
  {
    about: 'JSON that nobody signed verifies with no secret',
    paste: 'Cookie: prefs=j%3A%7B%22admin%22%3Atrue%7D',
    secrets: [SECRET],
    cookies: [
      { name: 'prefs', kind: 'cookie-parser-json', verified: false, secretIndex: null, content: { admin: true } },
    ],
  },
  // The next three are recorded: res.cookie(name, value, { signed: true }) behind cookieParser(SECRET).
  {
    about: 'a signed text with spaces and signs',
    paste:
      'Set-Cookie: user=s%3AAda%20Lovelace%20%3Cada%40example.com%3E.ojYQmqU7%2BapGIBUyTPQW6mY1UGDFAwwFzgkxNGEE74s; Path=/',
    secrets: [SECRET],
    cookies: [
      {
        name: 'user',
        kind: 'express-session',
        id: 'Ada Lovelace <ada@example.com>',
        signature: 'ojYQmqU7+apGIBUyTPQW6mY1UGDFAwwFzgkxNGEE74s',
        verified: true,
        attributes: { Path: '/' },
        has: ['may-be-cookie-parser'],
      },
    ],
  },
  {
    about: 'a signed text with all that could end a cookie',
    paste: 'n=s%3Aa.b.c%3Dd%3B%20e%2C%20%22f%22.gveccMkI3T%2BG7QcfvcdMtQxe8d8jSoc7Q2EhIG7IcNY',
    secrets: [SECRET],
    cookies: [
      { name: 'n', kind: 'express-session', id: 'a.b.c=d; e, "f"', verified: true, has: ['may-be-cookie-parser'] },
    ],
  },
  {
    about: 'signed JSON',
    paste: 'scart=s%3Aj%3A%7B%22items%22%3A%5B1%2C2%5D%7D.98pPoOYPn7zjJyyGJVHMLKeBvQxQjVHFZUjg1twR7kA',
    secrets: [SECRET],
    cookies: [
      {
        name: 'scart',
        kind: 'express-session',
        id: 'j:{"items":[1,2]}',
        verified: true,
        has: ['may-be-cookie-parser'],
      },
    ],
  },
]
