import { expect, test } from 'vitest'
import { formsIn, jsonPathsIn, linksIn, scriptsIn } from '../../src/doctor/pages.ts'

const page = new URL('http://site.invalid/shop/')

test('links that lead to the same site', () => {
  const html =
    '<a href="/cart">c</a> <a class=x href=item?id=1>i</a> <a href="https://else.example/">e</a> <a href="#top">t</a>'
  expect(linksIn(html, page)).toEqual(['/cart', '/shop/item?id=1'])
})

test('scripts that stand in a page, and where they may send JSON', () => {
  const html = `<script src="/a.js"></script><script>fetch('/api/in', { method: 'POST', body: JSON.stringify(one) })</script>`
  expect(scriptsIn(html).flatMap(jsonPathsIn)).toEqual(['/api/in'])
  expect(jsonPathsIn("fetch('/api/in', { method: 'POST', body: new FormData(form) })")).toEqual([])
})

test('forms, where they lead and what they ask for', () => {
  const html = `<form method="post" action="/login"><input name="user"><input type=password name=word><button>in</button></form>
    <form><input name="q"></form>
    <form method=POST action="https://else.example/pay"><input name="card"></form>`
  expect(formsIn(html, page)).toEqual([
    { send: 'POST /login', fields: ['user', 'word'], passwords: 1, hasParts: false, hidden: {} },
    { send: 'GET /shop/', fields: ['q'], passwords: 0, hasParts: false, hidden: {} },
  ])
})

test('what a form sends though nobody types it', () => {
  const html = `<form method="post"><input type="hidden" name="_csrf" value="a1-b2"><input type=hidden name=empty><input name="user"></form>`
  expect(formsIn(html, page)).toEqual([
    {
      send: 'POST /shop/',
      fields: ['_csrf', 'empty', 'user'],
      passwords: 0,
      hasParts: false,
      hidden: { _csrf: 'a1-b2' },
    },
  ])
})

test('a form that may bring files', () => {
  const html = '<form method="post" enctype="Multipart/Form-Data"><input name="user"></form>'
  expect(formsIn(html, page)).toMatchObject([{ send: 'POST /shop/', hasParts: true }])
})
