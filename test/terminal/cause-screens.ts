import type { Cause } from '../../src/diagnosis/cause.ts'
import type { Examined, Tried } from '../../src/doctor/examination.ts'
import type { Pair } from '../../src/doctor/pair.ts'
import type { ExchangeSeen } from '../../src/lesson/events.ts'
import { renderExamined, renderIntent, renderTried } from '../../src/terminal/doctor/examined.ts'
import { causesLook, renderCauses, renderSurprises } from '../../src/terminal/explain/causes.ts'
import { renderDifference, renderPair, type Played } from '../../src/terminal/explain/pair.ts'
import type { Style } from '../../src/terminal/style.ts'
import { exchange as facts, observation } from '../support/observations.ts'
import { finding } from '../support/trace-rows.ts'

/** What doctor and explain draw, with a text in every place where one can stand that comes from outside. */

/** A cause is the tutor's own. */
const cause: Cause = {
  code: 'nothing-saved',
  title: 'What is wrong, `as` a heading',
  level: 'error',
  where: 'app',
  symptoms: [],
  words: [],
  howToTell: 'the trace says so',
  lesson: 3,
  step: 'A step',
  explains: [],
  isLastResort: false,
  typed: false,
  find: () => null,
  fix: { text: 'Do it.', code: 'session({ secret, resave: false, saveUninitialized: false })' },
  unless: 'It is right where `nobody` minds.',
  claims: [],
  moves: [],
  fixedMoves: null,
  needs: [],
}

const found = (text: string) => ({
  ...finding(1, {
    code: 'nothing-saved',
    title: text,
    message: text,
    at: { file: text, line: 3 },
    fix: { text, code: text, diff: null },
    lesson: 3,
    step: 'A step',
  }),
  pid: 100,
})

const tried = (text: string): readonly Tried[] =>
  (['ok', 'failed', 'skipped'] as const).map((result) => ({
    name: 'login',
    title: text,
    result,
    why: text,
    durationMs: 1234,
  }))

const examined = (text: string): Examined => ({
  observation: observation({
    exchanges: [
      facts({
        line: `GET /${text.replaceAll(' ', '%20')}`,
        client: text,
        requestHeaders: [['Origin', text]],
        trace: [`error ${text}`],
      }),
    ],
  }),
  scenarios: tried(text),
  findings: [found(text), { ...found(text), level: 'info', exchange: null, at: null }],
  notTried: [
    { what: text, why: text, flag: text },
    { what: text, why: text, flag: null },
  ],
  remarks: [text],
})

const pairOf = (text: string): Pair => {
  const ran = (source: string) => ({ name: text, source, observation: observation(), found: null })
  return { broken: ran(text), fixed: ran(`${text}\n${text}`), finding: found(text), recorded: { [text]: text } }
}

const played = (text: string, exchange: ExchangeSeen): Played => ({
  cause: cause,
  pair: pairOf(text),
  shown: {
    broken: { exchange, outside: [['what it is', text]] },
    fixed: { exchange: null, outside: [] },
    headers: ['set-cookie'],
    sessions: new Map(),
  },
  claims: [
    { text: 'It is so.', holds: true },
    { text: 'It is not so.', holds: false },
  ],
  install: 'npm install ws',
})

const all = (...parts: readonly string[]): string => parts.join('\n')

/** @param exchange one with a text in every place */
export const causeScreens = (exchange: (text: string) => ExchangeSeen) => [
  {
    name: 'an examination',
    fits: 24,
    render: (style: Style, text: string) =>
      all(
        renderIntent(text, style),
        ...tried(text).map((one) => renderTried(one, style)),
        renderExamined(examined(text), '/app', style),
      ),
  },
  {
    name: 'causes of a symptom',
    fits: 40,
    render: (style: Style, text: string) =>
      all(
        renderCauses(text, [cause], style),
        renderCauses(text, [cause], style, true),
        causesLook(text, [cause], style).renderChoice(cause.title, 1, true),
        renderSurprises([['A surprise', ['nothing-saved', 'not-json']]], style),
        renderSurprises([['A surprise', []]], style, true),
      ),
  },
  {
    name: 'a cause and its two apps',
    fits: 40,
    render: (style: Style, text: string) =>
      all(renderPair(played(text, exchange(text)), style, true), renderDifference(pairOf(text), style)),
  },
]
