import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { presentAsHandout } from '../../src/presenters/handout.ts'
import { eventsOf } from '../support/played.ts'

/** A lesson as a handout, and the events that it is made of. */
async function handoutOf(slug: string) {
  const events = await eventsOf(await findLesson(slug))
  let text = ''
  const held = await presentAsHandout(Readable.from(events), (more) => void (text += more), 'session-tutor')
  return { events, text, held }
}

test.each(syllabus.map(({ slug }) => slug))('the handout of %s asks, and answers nothing', async (slug) => {
  const { events, text, held } = await handoutOf(slug)
  expect(held).toBe(true)
  expect(asked(events).filter((part) => !text.includes(part))).toEqual([])
  expect(answers(events).filter((part) => text.includes(part))).toEqual([])
})

/** What a class must find in it. */
const asked = (events: readonly LessonEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.event === 'step') return [`## ${event.title}\n`]
    if (event.event === 'predict') return event.choices.map((choice) => `- [ ] ${choice}\n`)
    return event.event === 'exchange' ? [`${event.request.method} ${event.request.path}\n`] : []
  })

/** What a class must not find in it. */
const answers = (events: readonly LessonEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.event === 'verdict') return [event.because]
    if (event.event === 'claim') return [event.text]
    if (event.event !== 'exchange') return []
    return event.response.headers.flatMap(([name, value]) => (name === 'Set-Cookie' ? [value] : []))
  })
