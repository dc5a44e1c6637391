import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const sent: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: null }
const set: Expected = { ...sent, attributes: { Path: '/', HttpOnly: true } }
const theme: Expected = { name: 'theme', kind: 'unsigned', value: 'dark' }
const themeSent: Expected = { ...theme, attributes: null }
const themeSet: Expected = { ...theme, attributes: { Path: '/' } }

const logged = (about: string, paste: string, ...cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** What programs log: JSON, and objects as Node 20 prints them. */
export const codePastes: readonly Case[] = [
  logged(
    'a line of JSON',
    '"set-cookie": "connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"',
    set,
  ),
  logged(
    'a line of JSON with a comma',
    '  "set-cookie": "connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly",\n',
    set,
  ),
  logged(
    'a line of JSON with a request',
    '"cookie": "theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
    themeSent,
    sent,
  ),
  logged(
    'a line of JSON in upper case',
    '"Cookie": "connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw",',
    sent,
  ),
  logged(
    'a line of JavaScript',
    "'set-cookie': 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',",
    set,
  ),
  logged(
    'a line of JavaScript with a request',
    "'cookie': 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark'",
    sent,
    themeSent,
  ),
  logged(
    'a line of JavaScript without quotes round the key',
    "cookie: 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    sent,
  ),
  logged(
    'an array of one',
    "[ 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly' ]",
    set,
  ),
  logged(
    'an array of one, closely set',
    "['connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly']",
    set,
  ),
  logged(
    'an array of one in JSON',
    '["connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"]',
    set,
  ),
  logged(
    'an array of two',
    "[\n  'theme=dark; Path=/',\n  'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'\n]",
    themeSet,
    set,
  ),
  logged(
    'an array of two in JSON on one line',
    '["theme=dark; Path=/","connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"]',
    themeSet,
    set,
  ),
  logged(
    'an array behind its key',
    "'set-cookie': [ 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly' ],",
    set,
  ),
  logged(
    'an array behind its key, a line each',
    "  'set-cookie': [\n    'theme=dark; Path=/',\n    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'\n  ],\n",
    themeSet,
    set,
  ),
  logged(
    'an object of JSON',
    '{"set-cookie":["connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"]}',
    set,
  ),
  logged(
    'an object of JSON, indented',
    '{\n  "set-cookie": [\n    "theme=dark; Path=/",\n    "connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"\n  ]\n}\n',
    themeSet,
    set,
  ),
  logged(
    'res.headers as Node prints them',
    "{\n  'x-powered-by': 'Express',\n  'set-cookie': [\n    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'\n  ],\n  'content-type': 'text/html; charset=utf-8',\n  'content-length': '3',\n  etag: 'W/\"3-kqlJ/UGEThu4xoEs3qECcI/eI6Q\"',\n  date: 'Tue, 24 Nov 2026 21:29:31 GMT',\n  connection: 'keep-alive'\n}",
    set,
  ),
  logged(
    'req.headers as Node prints them',
    "{\n  host: 'localhost:3000',\n  'user-agent': 'curl/7.88.1',\n  accept: '*/*',\n  cookie: 'theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'\n}",
    themeSent,
    sent,
  ),
  logged(
    'an array of five with a date, as Node prints it',
    "[\n  'user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; Max-Age=3600; Path=/; Expires=Tue, 24 Nov 2026 22:29:31 GMT; HttpOnly',\n  'cart=j%3A%7B%22items%22%3A%5B1%2C2%2C3%5D%2C%22note%22%3A%22a.b%3B%20%5C%22c%5C%22%2C%20%C3%A9%22%7D; Path=/',\n  'scart=s%3Aj%3A%7B%22items%22%3A%5B1%2C2%5D%7D.98pPoOYPn7zjJyyGJVHMLKeBvQxQjVHFZUjg1twR7kA; Path=/; Secure; SameSite=Lax',\n  'theme=dark%20blue; Path=/',\n  'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'\n]",
    {
      name: 'user',
      id: 'tobi',
      verified: true,
      attributes: { 'Max-Age': '3600', Path: '/', Expires: 'Tue, 24 Nov 2026 22:29:31 GMT', HttpOnly: true },
    },
    {
      name: 'cart',
      kind: 'cookie-parser-json',
      content: { items: [1, 2, 3], note: 'a.b; "c", é' },
      attributes: { Path: '/' },
    },
    {
      name: 'scart',
      id: 'j:{"items":[1,2]}',
      verified: true,
      attributes: { Path: '/', Secure: true, SameSite: 'Lax' },
    },
    { name: 'theme', value: 'dark blue', attributes: { Path: '/' } },
    set,
  ),
  logged('a short object as Node prints it', "{ cookie: 'theme=dark' }", themeSent),
  logged('a short object with an array as Node prints it', "{ 'set-cookie': [ 'theme=dark; Path=/' ] }", themeSet),
  logged(
    'an object of JSON with other headers before and behind',
    '{"host":"localhost:3000","cookie":"theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw","accept":"*/*"}',
    themeSent,
    sent,
  ),
  logged(
    'the Headers of fetch as Node prints them',
    "Headers {\n  'x-powered-by': 'Express',\n  'set-cookie': 'user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; Max-Age=3600; Path=/; Expires=Tue, 24 Nov 2026 22:29:31 GMT; HttpOnly, theme=dark; Path=/, connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',\n  'content-type': 'text/html; charset=utf-8',\n  etag: 'W/\"3-kqlJ/UGEThu4xoEs3qECcI/eI6Q\"',\n  date: 'Tue, 24 Nov 2026 21:29:30 GMT'\n}",
    { name: 'user', id: 'tobi', verified: true },
    themeSet,
    set,
  ),
]
