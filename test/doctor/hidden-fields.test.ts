import { expect, test } from 'vitest'
import type { Visit } from '../../src/diagnosis/moves.ts'
import { createHiddenFields } from '../../src/doctor/hidden-fields.ts'
import { MULTIPART } from '../../src/wire/light-client.ts'

const page = (path: string) => new URL(path, 'http://site.invalid')
const formWith = (token: string) =>
  `<form method="post" action="/login"><input type="hidden" name="_csrf" value="${token}"><input name="user"></form>`

const TYPED: Partial<Visit> = { form: true, body: { user: 'kay' } }

/** What each browser saw, and the login as it is then sent, with the pages that are opened for it. */
async function sent(seen: readonly (readonly [string, string, string])[], parts: Partial<Visit>, typed = TYPED) {
  const hidden = createHiddenFields()
  for (const [browser, html, path] of seen) hidden.note(browser, html, page(path))
  const opened: Visit[] = []
  const open = async (one: Visit) => {
    opened.push(one)
    hidden.note(one.as ?? 'ada', formWith('own'), page(one.send.slice(4)))
  }
  const visit: Visit = { send: 'POST /login', ...typed, ...parts }
  const { body, form } = await hidden.filled(visit, open)
  return { body, form, opened }
}

test('each browser sends what its own page said last', async () => {
  const seen = [
    ['ada', formWith('one'), '/'],
    ['bob', formWith('two'), '/'],
    ['ada', formWith('three'), '/'],
  ] as const
  expect(await sent(seen, { as: 'ada' })).toEqual({ body: { user: 'kay', _csrf: 'three' }, form: true, opened: [] })
  expect(await sent(seen, { as: 'bob' })).toEqual({ body: { user: 'kay', _csrf: 'two' }, form: true, opened: [] })
})

test('who has not seen the page opens it first', async () => {
  const at = 'https://shop.example'
  const opened = [{ send: 'GET /enter?next=1', as: 'carol', at }]
  const seen = [['ada', formWith('one'), '/enter?next=1']] as const
  expect(await sent(seen, { as: 'carol', at })).toEqual({ body: { user: 'kay', _csrf: 'own' }, form: true, opened })
})

test.each<[string, string, Partial<Visit>]>([
  ['a form without hidden fields', '<form method="post" action="/login"><input name="user"></form>', { as: 'bob' }],
  ['JSON', formWith('one'), { as: 'bob', form: false }],
  ['a client that keeps nothing', formWith('one'), { as: null }],
  ['another form', formWith('one'), { as: 'bob', send: 'POST /other' }],
])('%s is sent as it is', async (_, html, login) => {
  expect(await sent([['ada', html, '/']], login)).toEqual({
    body: { user: 'kay' },
    form: login.form ?? true,
    opened: [],
  })
})

test('a button is sent with its hidden fields, and a request of a script without a body is not', async () => {
  const button = { as: 'ada' }
  const seen = [['ada', formWith('one'), '/']] as const
  expect(await sent(seen, button, {})).toEqual({ body: { _csrf: 'one' }, form: true, opened: [] })
  expect(await sent([], button, {})).toEqual({ body: undefined, form: undefined, opened: [] })
})

test('a form that may bring files is sent in parts, and no other', async () => {
  const hidden = createHiddenFields()
  hidden.note('ada', '<form method="post" enctype="multipart/form-data"><input name="user"></form>', page('/profile'))
  const filled = async (send: string) => (await hidden.filled({ send, ...TYPED }, async () => {})).headers
  expect(await filled('POST /profile')).toEqual({ 'Content-Type': MULTIPART })
  expect(await filled('POST /other')).toBeUndefined()
})
