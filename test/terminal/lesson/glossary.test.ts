import { describe, expect, test } from 'vitest'
import { sessionWords } from '../../../src/terminal/exchange/session-words.ts'
import { GLOSSARY, renderGlossary, termsOn } from '../../../src/terminal/lesson/glossary.ts'
import type { SessionSeen } from '../../../src/wire/exchange.ts'
import { plainStyle } from '../../support/style.ts'

const names = (page: string) => termsOn(page).map(({ term }) => term)

test.each(GLOSSARY.flatMap(({ term, seen }) => seen.map((text) => [text, term])))(
  'where a page shows %j, %s is explained',
  (text, term) => {
    expect(names(`x ${text} x`)).toContain(term)
  },
)

test.each([
  ['a page of prose about nothing', []],
  ['a secure place, and a restored statue', []],
  ['   > no Cookie header', ['Cookie']],
  ['   < Set-Cookie: sid=1; Path=/; HttpOnly', ['Set-Cookie', 'Path', 'HttpOnly']],
  ['   stack    session: the store has no such\n            id', ['stack', 'the store has no such id', 'store']],
  ['\u001b[1m302\u001b[22m Found', ['302']],
])('on %j it explains %j', (page, terms) => {
  expect(names(page)).toEqual(terms)
})

describe('each word that the stack says of session() is explained', () => {
  const seen: SessionSeen = {
    state: 'found',
    saved: false,
    touched: false,
    destroyed: false,
    cookie: 'none',
    why: null,
  }
  const none = { generated: [], store: [] }
  const end = { cookie: { expires: '2026-11-24T00:00:00Z' } }
  const touch = { op: 'touch', id: 'a', before: null, session: end } as const
  const states: readonly SessionSeen['state'][] = [
    'not-reached',
    'path-not-covered',
    'store-offline',
    'no-secret',
    'stepped-aside',
    'no-cookie',
    'bad-signature',
    'unknown-id',
    'found',
    'store-failed',
    'pending',
  ]
  const whys = ['not-secured', 'id-not-text', 'head-was-sent', 'cannot-be-written', 'session-removed'] as const

  test.each([
    ...states.map((state) => sessionWords({ ...seen, state }, none)),
    sessionWords({ ...seen, saved: true, destroyed: true }, { ...none, generated: ['a'] }),
    sessionWords({ ...seen, state: 'no-cookie' }, { ...none, generated: ['a'] }),
    sessionWords({ ...seen, touched: true }, { ...none, store: [touch] }),
    sessionWords({ ...seen, touched: true, cookie: 'set' }, none),
    ...whys.map((why) => sessionWords({ ...seen, cookie: 'kept-back', why }, none)),
  ])('%s', (words) => {
    // What is left when every explained text is taken out says nothing of its own.
    const page = `session: ${words}`
    const explained = termsOn(page).flatMap((term) => term.seen)
    const rest = explained.toSorted((a, b) => b.length - a.length).reduce((text, one) => text.replaceAll(one, ''), page)
    expect(rest.replaceAll(/session:|stayed out|failed|[,:\s]/g, '')).toBe('')
  })
})

test('it is drawn with the term beside what it means, or above it where there is little room', () => {
  const [first] = GLOSSARY
  expect(renderGlossary(first ? [first] : [], plainStyle())).toMatch(/^ Cookie {13}A request header: /)
  expect(renderGlossary(first ? [first] : [], plainStyle({ columns: 40 }))).toMatch(/^ Cookie\n {3}A request/)
})
