import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { holds } from '../../src/lesson/player.ts'
import { claimsOf, replay, type Recorded } from '../../src/lesson/replay.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { stage } from '../support/lessons.ts'
import { browserHere, chromiumFile, leftOut } from '../support/real-browser.ts'

const loaded = await syllabus.find(({ slug }) => slug === 'another-origin')?.load()
const lesson = loaded?.default
const browser = browserHere()

/** The lesson in a real browser, and in the one that the tutor plays. */
async function play(change: OptionChange = {}): Promise<readonly [real: Recorded, own: Recorded]> {
  if (!lesson) throw new Error('There is no such lesson.')
  const performance = { number: 1, lesson, change }
  return [await replay(performance, { ...stage, browser }), await replay(performance, stage)]
}

/** What has to be the same in both: what came of each claim and question, and of each request for cookies and script. */
const outcome = ({ events, run }: Recorded) => ({
  claims: claimsOf(events).map(({ text, holds: isTrue }) => `${text} ${isTrue}`),
  answers: events.flatMap((event) => (event.event === 'verdict' ? [event.answer] : [])),
  requests: run.exchanges.map(({ label, request, status, sentCookies, setCookies, isReadByPage, page, ops }) => ({
    label,
    method: request.method,
    status,
    cookies: sentCookies?.split('; ').map((pair) => pair.split('=')[0]) ?? [],
    set: setCookies.map(({ attributes }) => attributes),
    isReadByPage,
    why: page?.reading?.ok === false ? page.reading.why : null,
    asksFirst: page?.preflight?.response.status ?? null,
    ops,
  })),
})

describe.skipIf(chromiumFile === undefined)(`lesson another-origin in Chromium${leftOut}`, () => {
  test('every claim holds, and each request goes as in the browser that the tutor plays', async () => {
    const [real, own] = await play()
    expect(claimsOf(real.events).filter((claim) => !claim.holds)).toEqual([])
    expect(outcome(real)).toEqual(outcome(own))
    const players = new Set(real.run.exchanges.map(({ client }) => client))
    expect(players).toEqual(new Set(['chromium', 'supertest']))
    expect(real.events.find(({ event }) => event === 'browser')).toMatchObject({ reason: null })
  })

  test.each(lesson?.experiments ?? [])('experiment: $text', async ({ change, holds: condition }) => {
    const [real, own] = await play(change)
    expect(holds(condition, real.run)).toBe(true)
    expect(outcome(real)).toEqual(outcome(own))
  })

  test.each(
    lesson?.steps.flatMap(({ parts }) => parts.filter((part) => part.kind === 'claim' && part.breaksWith)) ?? [],
  )('a claim falls with its change', async (claim) => {
    if (claim.kind !== 'claim') return
    const [real] = await play(claim.breaksWith ?? {})
    expect(claimsOf(real.events).find(({ text }) => text === claim.text)?.holds).toBe(false)
  })
})
