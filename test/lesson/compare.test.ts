import { expect, test } from 'vitest'
import { compareRuns } from '../../src/lesson/compare.ts'
import { get, send, step } from '../../src/lesson/index.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { findLesson } from '../../src/course/find.ts'
import { stage } from '../support/lessons.ts'

const { lesson: genid } = await findLesson('genid')
const { lesson: loginGuard } = await findLesson('login-guard')

const runs = async (change: OptionChange) => {
  const normal = await replay({ number: 3, lesson: genid, change: {} }, stage)
  const changed = await replay({ number: 3, lesson: genid, change }, stage)
  return compareRuns(change, normal.events, changed.events)
}

// That two runs without a change do not differ is tested where all lessons are played, in test/lessons.

test('headers, trace, store and claims that change are told step by step', async () => {
  const { exchanges, fell, still } = await runs({ saveUninitialized: false })
  const first = exchanges.find(({ label }) => label === 'first visit')?.differences ?? []
  expect(first.map(({ where }) => where)).toEqual(expect.arrayContaining(['response', 'middleware', 'store']))
  expect(first.find(({ where }) => where === 'response')).toMatchObject({
    before: expect.stringMatching(/^Set-Cookie: connect\.sid=/) as string,
    after: null,
  })
  const second = exchanges.find(({ label }) => label === 'second visit')?.differences ?? []
  expect(second).toContainEqual({ where: 'request', before: expect.stringMatching(/^Cookie: /) as string, after: null })
  expect(fell.map(({ text }) => text)).toContain('The id was made once and came back in the Cookie header.')
  expect(still.length).toBeGreaterThan(0)
})

test('a new name of the cookie is the only difference of the first visit', async () => {
  const { exchanges } = await runs({ name: 'sid' })
  const first = exchanges.find(({ label }) => label === 'first visit')
  expect(first?.differences.map(({ where }) => where)).toEqual(['response'])
})

test('another maxAge is a difference, the clock running on is none', async () => {
  const expiring = await replay({ number: 3, lesson: genid, change: { 'cookie.maxAge': 60_000 } }, stage)
  const again = await replay({ number: 3, lesson: genid, change: { 'cookie.maxAge': 60_000 } }, stage)
  const later = await replay({ number: 3, lesson: genid, change: { 'cookie.maxAge': 90_000 } }, stage)
  expect(compareRuns({}, expiring.events, again.events).exchanges).toEqual([])
  expect(compareRuns({}, expiring.events, later.events).exchanges.map(({ label }) => label)).toContain('first visit')
})

test('a run that stops tells what was not sent, and that no claim was reached', async () => {
  const { starts, notSent, fell, still, notReached } = await runs({ unset: 'maybe' })
  expect(starts[0]?.differences[0]?.after).toContain('the app does not start')
  expect(notSent).toContain('first visit')
  expect([...still, ...fell]).toEqual([])
  expect(notReached.length).toBeGreaterThan(0)
})

test('new deprecations are a difference of the start', async () => {
  const { starts } = await runs({ resave: 'undefined' })
  const messages = starts.flatMap(({ differences }) => differences.map(({ after }) => after))
  // Each run loads the app again, so the message comes every time, not only the first.
  expect(messages).toContain('undefined resave option; provide resave option')
})

test('the order of events is the contract of --json', async () => {
  const { events } = await replay({ number: 3, lesson: genid, change: {} }, stage)
  const names = events.map((event: LessonEvent) => event.event)
  expect(names[0]).toBe('lesson')
  expect(names.at(-1)).toBe('end')
  expect(events.at(-1)).toMatchObject({
    claims: names.filter((name) => name === 'claim').length,
    predictions: names.filter((name) => name === 'predict').length,
  })
})

test('what is the same on the wire is no difference, however long ago its date is', async () => {
  // A logout takes the cookie away with a date of 1970, and a second run may come much later than the first.
  const { events } = await replay({ number: 5, lesson: loginGuard, change: {} }, stage)
  const later = events.map((event) => (event.event === 'exchange' ? { ...event, at: event.at + 60_000 } : event))
  expect(compareRuns({}, events, later).exchanges).toEqual([])
})

/** Two visits of one browser to the app of genid, with a change and without. */
async function twoVisits(change: OptionChange) {
  const lesson = { ...genid, steps: [step('', send('first visit', get('/')), send('second visit', get('/')))] }
  const [normal, changed] = [
    await replay({ number: 3, lesson, change: {} }, stage),
    await replay({ number: 3, lesson, change }, stage),
  ]
  return compareRuns(change, normal.events, changed.events)
}

const texts = (diff: Awaited<ReturnType<typeof runs>>) =>
  diff.exchanges.flatMap(({ label, differences }) =>
    differences.flatMap(({ where, before, after }) => [
      ...(before === null ? [] : [`${label} - ${where} ${before}`]),
      ...(after === null ? [] : [`${label} + ${where} ${after}`]),
    ]),
  )

test.each<readonly [OptionChange, readonly string[]]>([
  [
    { name: 'sid' },
    [
      'first visit - response Set-Cookie: connect.sid=s%3A<id 1>.<signature>; Path=/; HttpOnly',
      'first visit + response Set-Cookie: sid=s%3A<id 1>.<signature>; Path=/; HttpOnly',
      'second visit - request Cookie: connect.sid=s%3A<id 1>.<signature>',
    ],
  ],
  // Every visit makes another id, and they are told apart.
  [
    { saveUninitialized: false },
    ['first visit - store set <id 1>', 'second visit - body {"id":"<id 1>"}', 'second visit + body {"id":"<id 2>"}'],
  ],
  // Dates are told by how far away they are.
  [
    { 'cookie.maxAge': 7_200_000 },
    ['first visit + response Set-Cookie: connect.sid=s%3A<id 1>.<signature>; Path=/; Expires=<in 2 hours>; HttpOnly'],
  ],
  // What an id looks like is what was changed.
  [{ genid: 'constant' }, ['first visit + store set always-the-same', 'first visit + body {"id":"always-the-same"}']],
])('in what %j did, ids, signatures and dates are masked', async (change, told) => {
  expect(texts(await twoVisits(change))).toEqual(expect.arrayContaining([...told]))
})

test('no id and no signature is left where masks tell the difference', async () => {
  for (const text of texts(await twoVisits({ saveUninitialized: false }))) expect(text).not.toMatch(/[\w-]{32}/)
})
