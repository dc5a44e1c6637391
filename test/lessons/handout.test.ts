import { lexer } from 'marked'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { presentAsHandout } from '../../src/presenters/handout.ts'
import { unwrapped } from '../../src/terminal/markup/markdown.ts'
import { eventsOf } from '../support/played.ts'

const DETAILS = { program: 'session-tutor', exercise: 'Ids for the shop' }

/** A lesson as a handout, and the events that it is made of. */
async function handoutOf(slug: string) {
  const events = await eventsOf(await findLesson(slug))
  let text = ''
  const held = await presentAsHandout(Readable.from(events), (more) => void (text += more), DETAILS)
  return { events, text, held }
}

test.each(syllabus.map(({ slug }) => slug))('the handout of %s asks, and answers nothing', async (slug) => {
  const { events, text, held } = await handoutOf(slug)
  expect(held).toBe(true)
  expect(asked(events).filter((part) => !text.includes(part))).toEqual([])
  expect(answers(events).filter((part) => text.includes(part))).toEqual([])
})

test.each(syllabus.map(({ slug }) => slug))('the handout of %s says all that the lesson says, once', async (slug) => {
  const { events, text } = await handoutOf(slug)
  const [steps = '', behind = ''] = text.split(/^## Afterwards$/m)
  const said = events.flatMap((event) => (event.event === 'explain' ? [unwrapped(event.text)] : []))
  expect(said.filter((part) => text.split(part).length !== 2)).toEqual([])
  // What stands below the last answer of a step is about that answer.
  const told = afterAnswers(events)
  expect(told.filter((part) => steps.includes(part) || !behind.includes(part))).toEqual([])
})

/** What a lesson says where nothing more happens in the step. */
function afterAnswers(events: readonly LessonEvent[]): string[] {
  const all: string[] = []
  let below: string[] | null = null
  for (const event of events) {
    if (event.event === 'step' || event.event === 'end') {
      all.push(...(below ?? []))
      below = null
    } else if (event.event === 'exchange' || event.event === 'table' || event.event === 'code') below = []
    else if (event.event === 'explain') below?.push(unwrapped(event.text))
    if (event.event === 'code') below = null
  }
  return all
}

test.each(syllabus.map(({ slug }) => slug))('the handout of %s is Markdown that reads well', async (slug) => {
  const { events, text } = await handoutOf(slug)
  const tokens = lexer(text)
  const headings = tokens.flatMap((token) => (token.type === 'heading' ? [token['text'] as string] : []))
  const steps = events.flatMap((event) => (event.event === 'step' ? [event.title] : []))
  expect(headings.slice(1).filter((title) => !BEHIND.includes(title))).toEqual(steps)
  expect(headings.at(-1)).toBe('Your turn')

  const code = tokens.flatMap((token) => (token.type === 'code' ? [token['text'] as string] : []))
  expect(code.filter((block) => block.startsWith(' '))).toEqual([])
  // As in HTTP, an empty line parts the headers from the body.
  expect(code.filter((block) => /^(GET|POST|DELETE) /.test(block) && /[^\n]\n[{]/.test(block))).toEqual([])
  const prose = tokens.filter(({ type }) => type === 'paragraph').map(({ raw }) => raw.trimEnd())
  expect(prose.filter((paragraph) => paragraph.includes('\n'))).toEqual([])
})

const BEHIND = ['Afterwards', 'What goes wrong', 'Your turn']

test('a handout has what a lesson sends by hand, but no cookie that a browser keeps', async () => {
  const { text: options } = await handoutOf('session-options')
  expect(options).toContain('GET /\nX-Forwarded-Proto: https\n')
  expect(options).not.toContain('Cookie:')
  const { text: genid } = await handoutOf('genid')
  expect(genid).toContain(
    '**changed cookie** (by hand, without a browser)\n\n```http\nGET /\nCookie: connect.sid=...\n',
  )
})

test('a handout asks what a server does that does not start', async () => {
  const { text } = await handoutOf('login-guard')
  expect(text).toMatch(/\*Another server: a guard that is called\.\*\n\nWhat happens\? _+\n/)
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
