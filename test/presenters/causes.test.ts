import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { presentAsHandout } from '../../src/presenters/handout.ts'
import { presentAsJson } from '../../src/presenters/json.ts'
import { createLive } from '../../src/presenters/live.ts'
import { presentPlainly } from '../../src/presenters/plain.ts'
import { presentOnScreen, type Sitting } from '../../src/presenters/screen.ts'
import { presentToClass } from '../../src/presenters/slides.ts'
import { LETTERS } from '../../src/terminal/key-table.ts'
import { anExchange } from '../support/exchange.ts'
import { plainStyle } from '../support/style.ts'

const FIRST = { code: 'cart-lost', title: 'The cart is gone' }
const SECOND = { code: 'cart-shared', title: 'The cart is another one' }

const step = (number: number, title: string): LessonEvent => ({ event: 'step', number, of: 3, title })
const visit: LessonEvent = { ...anExchange({ label: 'a visit' }), event: 'exchange', cookieName: 'connect.sid' }

/** Three steps: one that asks and has two causes, one with none, one with one. */
const EVENTS: readonly LessonEvent[] = [
  {
    event: 'lesson',
    number: 1,
    slug: 'sample',
    title: 'Sample',
    options: {},
    change: {},
    versions: { node: '', express: '', 'express-session': '' },
    clockMoves: false,
    with: null,
  },
  step(1, 'It asks'),
  { event: 'explain', text: 'Look.' },
  { event: 'predict', question: 'What comes?', choices: ['this', 'that'], hints: [] },
  visit,
  { event: 'verdict', answer: 0, because: 'It came.', reasons: ['', ''] },
  { event: 'causes', causes: [FIRST, SECOND] },
  step(2, 'It goes well'),
  { event: 'explain', text: 'Nothing is wrong here.' },
  visit,
  step(3, 'It goes on'),
  visit,
  { event: 'causes', causes: [SECOND] },
  { event: 'end', claims: 0, held: 0, predictions: 1, exchanges: 3, durationMs: 1 },
]

const MISTAKES = LETTERS.explain
const journey = { finishedStep() {}, answered() {}, broken: [], found: [], answers: new Map(), showsTypes: () => false }

/** Somebody at a terminal who goes on until a page offers the key for the n-th time, and presses it then. */
async function atScreen(present: typeof presentOnScreen, nth: number) {
  const pages: { readonly text: string; readonly offers: boolean }[] = []
  let text = ''
  let offered = 0
  const sitting = {
    write: (more: string) => void (text += more),
    style: async () => plainStyle(),
    prompts: {
      key: async (keys: readonly { key: string }[]) => {
        const offers = keys.some(({ key }) => key === MISTAKES)
        pages.push({ text, offers })
        text = ''
        offered += offers ? 1 : 0
        return offers && offered === nth ? MISTAKES : LETTERS.onward
      },
      choose: async () => ({ index: 0 }),
    },
    journey,
    chosen: new Map(),
    onClaim() {},
  } as unknown as Sitting
  const outcome = await present(
    Readable.from(EVENTS),
    sitting,
    { step: 1, page: 0 },
    createLive(async () => true),
  )
  return { pages, outcome }
}

describe.each([
  ['a page', presentOnScreen],
  ['a slide', presentToClass],
])('the key, on %s', (_, present) => {
  test('is there on the last one of a step with causes, after the verdict, and nowhere else', async () => {
    const { pages, outcome } = await atScreen(present, 0)
    expect(outcome).toEqual({ kind: 'end', held: true })
    const offering = pages.flatMap(({ offers }, i) => (offers ? [i] : []))
    expect(offering).toHaveLength(2)
    expect(pages[offering[0] ?? -1]?.text).toContain('It came.')
    expect(pages[(offering[0] ?? -1) + 1]?.text).toContain('step 2 of 3')
    expect(offering[1]).toBe(pages.length - 1)
    // Nothing is told of them before somebody asks.
    expect(pages.filter(({ text }) => text.includes(FIRST.title) || text.includes(SECOND.title))).toEqual([])
  })

  test('leads to the causes of that step, and knows the way back', async () => {
    expect((await atScreen(present, 1)).outcome).toMatchObject({ kind: 'causes', causes: [FIRST, SECOND] })
    const { outcome } = await atScreen(present, 2)
    expect(outcome).toMatchObject({ kind: 'causes', position: { step: 3 }, causes: [SECOND] })
  })
})

test.each([
  ['a transcript', null],
  ['text for somebody who types', ['1', '', '', '']],
])('%s names them below the verdict, each with its command', async (_, lines) => {
  const left = [...(lines ?? [])]
  let said = ''
  const talk = {
    style: plainStyle({ program: 'npx session-tutor' }),
    write: (text: string) => void (said += text),
    readLine: lines && (async () => left.shift() ?? null),
    pauses: true,
    journey,
    from: { step: 1, page: 0 },
    chosen: new Map(),
    exercise: { title: '', status: 'new' },
  }
  const outcome = await presentPlainly(
    Readable.from(EVENTS),
    talk as never,
    createLive(async () => true),
  )
  expect({ outcome, left }).toEqual({ outcome: { kind: 'end', held: true }, left: [] })
  const [, first = '', second = '', third = ''] = said.split(/step \d of 3/)
  expect(first.indexOf('What goes wrong here')).toBeGreaterThan(first.indexOf('It came.'))
  expect(first).toMatch(/The cart is gone\n +npx session-tutor explain cart-lost\n/)
  expect(second).not.toContain('What goes wrong here')
  expect(third).toContain('npx session-tutor explain cart-shared\n')
})

test('JSON has them as the last event of a step', async () => {
  let said = ''
  await presentAsJson(Readable.from(EVENTS), (text) => void (said += text), journey)
  const told = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string })
  expect(told.filter(({ event }) => event === 'causes')).toEqual([
    { event: 'causes', causes: [FIRST, SECOND] },
    { event: 'causes', causes: [SECOND] },
  ])
  expect(told.flatMap(({ event }, i) => (event === 'causes' ? [told[i + 1]?.event] : []))).toEqual(['step', 'end'])
})

test('a handout has them behind the last step, where they give nothing away', async () => {
  let said = ''
  await presentAsHandout(Readable.from(EVENTS), (text) => void (said += text), {
    program: 'npx session-tutor',
    exercise: 'Carts',
  })
  const [asked = '', wrong = ''] = said.split('## What goes wrong\n')
  expect(asked).toContain('## It goes on')
  expect(asked).not.toMatch(/cart-/)
  expect(wrong).toContain('**It asks**\n\n- The cart is gone (`npx session-tutor explain cart-lost`)\n')
  expect(wrong).toContain('**It goes on**\n\n- The cart is another one')
})
