import { describe, expect, test } from 'vitest'
import { findLesson } from '../../src/course/find.ts'
import { claim, start } from '../../src/lesson/index.ts'
import { judgeAttempt, placeOf } from '../../src/lesson/attempt.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { lessonUpTo } from '../../src/lesson/up-to.ts'
import { stage } from '../support/lessons.ts'

// That the known change of each claim counts is tested where all lessons are played, in test/lessons.

describe('a try', async () => {
  const { number, lesson: whole } = await findLesson('genid')
  const FIRST = 'The default id: 24 bytes in 32 letters, digits, - and _. No UUID.'
  const ONCE = 'The id was made once and came back in the Cookie header.'

  const attempt = async (text: string, change: OptionChange) => {
    const place = placeOf(whole, text)
    if (!place) throw new Error(`The lesson does not claim ${text}`)
    const lesson = lessonUpTo(whole, { step: place.step, last: text })
    const [normal, changed] = [
      await replay({ number, lesson, change: {} }, stage),
      await replay({ number, lesson, change }, stage),
    ]
    return judgeAttempt(lesson, place.claim, change, normal, changed)
  }

  test.each<readonly [OptionChange, string, object]>([
    [{ genid: 'uuid' }, FIRST, { verdict: 'broken', why: '' }],
    [{ name: 'sid' }, FIRST, { verdict: 'still-true', why: '' }],
    [{ saveUninitialized: false }, ONCE, { verdict: 'broken', why: '' }],
    [{ resave: true }, ONCE, { verdict: 'still-true', why: '' }],
    // The evidence is gone, and that breaks nothing.
    [{ unset: 'maybe' }, FIRST, { verdict: 'unknown', why: expect.stringContaining('does not start') as string }],
    [{ unset: 'maybe' }, ONCE, { verdict: 'unknown', why: expect.stringContaining('does not start') as string }],
    [{ genid: 5 }, ONCE, { verdict: 'unknown', why: expect.stringContaining('does not start') as string }],
    [{ 'cookie.expires': true }, FIRST, { verdict: 'unknown', why: expect.stringContaining('no answer') as string }],
  ])('with %j at: %s', async (change, text, outcome) => {
    expect(await attempt(text, change)).toMatchObject(outcome)
  })

  test.each<readonly [string, object]>([
    [
      'The second visit brings the cookie back, and session() finds the count.',
      { verdict: 'unknown', why: expect.stringContaining('answers with an error') as string },
    ],
    // This one says that there is no error.
    ['secure: true, plain http and no proxy: no cookie, and no error.', { verdict: 'broken', why: '' }],
  ])('in which the app only throws, at: %s', async (text, outcome) => {
    const { number: first, lesson: options } = await findLesson('session-options')
    const place = placeOf(options, text)
    if (!place) throw new Error(`The lesson does not claim ${text}`)
    const lesson = lessonUpTo(options, { step: place.step, last: text })
    const change = { 'cookie.path': '/session' }
    const normal = await replay({ number: first, lesson, change: {} }, stage)
    const changed = await replay({ number: first, lesson, change }, stage)
    expect(judgeAttempt(lesson, place.claim, change, normal, changed)).toMatchObject(outcome)
  })

  test('that ends the server counts where the claim is about how it starts', async () => {
    const about = claim('It starts.', (run) => run.at(start).failure === null)
    const lesson = { ...whole, steps: [{ title: '', parts: [about] }] }
    const change = { unset: 'maybe' }
    const normal = await replay({ number, lesson, change: {} }, stage)
    const changed = await replay({ number, lesson, change }, stage)
    const { verdict, why, diff } = judgeAttempt(lesson, about, change, normal, changed)
    expect({ verdict, why }).toEqual({ verdict: 'broken', why: expect.stringContaining('it counts') as string })
    expect(diff.starts.map(({ label }) => label)).toEqual(['start'])
  })

  test('tells of the step of its claim alone', async () => {
    const { diff } = await attempt('The second visit found its session in the store.', { name: 'sid' })
    expect(diff.exchanges.map(({ label }) => label)).toEqual(['first visit', 'second visit'])
    const { diff: first } = await attempt(FIRST, { name: 'sid' })
    expect(first.exchanges.map(({ label }) => label)).toEqual(['first visit'])
  })
})
