import type { ExchangeSeen, LessonEvent } from '../../src/lesson/events.ts'
import { see } from '../../src/lesson/seen.ts'
import type { SeenAttempt } from '../../src/exercise/exchanges.ts'
import type { Verdict } from '../../src/exercise/judge.ts'
import { compareWithStore } from '../../src/cookie/findings/agreement.ts'
import { renderCode } from '../../src/terminal/markup/code.ts'
import { renderCookieParts } from '../../src/terminal/cookie/parts.ts'
import { renderAttempt, renderTask } from '../../src/terminal/lesson/attempt.ts'
import { renderDiff } from '../../src/terminal/lesson/diff.ts'
import { renderEnd } from '../../src/terminal/lesson/end.ts'
import { renderEvent, renderWholeExchange, type ShownEvent } from '../../src/terminal/lesson/event.ts'
import { renderFileDiff } from '../../src/terminal/exercise/file-diff.ts'
import { renderHeading, renderLaterHeading, renderStepTitle } from '../../src/terminal/lesson/heading.ts'
import { renderHints } from '../../src/terminal/exercise/hints.ts'
import { renderInline } from '../../src/terminal/markup/inline.ts'
import { renderKeys } from '../../src/terminal/keys.ts'
import { renderList, type ListedLesson } from '../../src/terminal/course/list.ts'
import { renderMarkdown } from '../../src/terminal/markup/markdown.ts'
import { menuLook, renderMenuHead } from '../../src/terminal/course/menu.ts'
import { renderProgress } from '../../src/terminal/course/progress.ts'
import { renderProgressBar, renderStopped } from '../../src/terminal/progress-bar.ts'
import { listLook, renderPredict } from '../../src/terminal/lesson/question.ts'
import { renderSolution } from '../../src/terminal/exercise/solution.ts'
import { renderStarted } from '../../src/terminal/exercise/started.ts'
import { renderStored } from '../../src/terminal/cookie/stored.ts'
import { GLOSSARY, renderGlossary } from '../../src/terminal/lesson/glossary.ts'
import { renderTimeline } from '../../src/terminal/lesson/timeline.ts'
import { sessionsOf } from '../../src/terminal/exchange/sessions.ts'
import { renderSlide, renderTitle, slideStyle } from '../../src/terminal/lesson/slide.ts'
import { renderVerdict } from '../../src/terminal/lesson/verdict.ts'
import { renderVersions } from '../../src/terminal/lesson/versions.ts'
import { renderVerification } from '../../src/terminal/exercise/verification.ts'
import {
  renderHintPlainly,
  renderKeptPlainly,
  renderUnknown,
  renderWatchPlainly,
} from '../../src/terminal/watch/plainly.ts'
import type { WatchState } from '../../src/terminal/watch/state.ts'
import { renderWatch } from '../../src/terminal/watch/watch.ts'
import type { Style } from '../../src/terminal/style.ts'
import { renderExplained, renderFindingList } from '../../src/terminal/trace/explained.ts'
import { renderWholeHead } from '../../src/terminal/trace/head.ts'
import type { TraceMaterial } from '../../src/terminal/trace/material.ts'
import { renderTraceScreen } from '../../src/terminal/trace/screen.ts'
import type { TraceState, TraceView } from '../../src/terminal/trace/state.ts'
import { renderVisit } from '../../src/terminal/trace/visit.ts'
import { finding, row, traced } from '../support/trace-rows.ts'
import { causeScreens } from './cause-screens.ts'
import { wellFormed } from './hostile.ts'

/** A screen with a text in every place where one can stand. */
export interface Screen {
  readonly name: string
  /** From this many columns on no line is wider than the window. Infinity where lines are left whole, to be copied. */
  readonly fits: number
  /** @param text comes from outside and may hold anything; `own` stands for titles and the like, which are the tutor's */
  render(style: Style, text: string, own: string): string
}

const NOW = Date.UTC(2026, 10, 24)

const exchange = (text: string): ExchangeSeen => ({
  event: 'exchange',
  cookieName: 'sid',
  label: text,
  browser: text,
  client: 'supertest',
  request: {
    method: text,
    path: text,
    headers: [
      [text, text],
      ['Cookie', `sid=${text}.${text}`],
    ],
    body: text,
  },
  response: {
    status: 200,
    statusText: text,
    headers: [
      [text, text],
      ['Set-Cookie', `sid=s%3A${encodeURIComponent(wellFormed(text))}.mac; ${text}; ${text}=${text}; Expires=${text}`],
      ['Location', text],
    ],
    body: text,
  },
  trace: [text, 'session found'],
  layers: [
    { layer: text, kind: 'middleware', path: text, at: { file: text, line: 1 }, did: 'passed', isSession: false },
    { layer: 'session', kind: 'middleware', path: '/', at: null, did: 'passed', isSession: true },
    { layer: text, kind: 'handler', path: text, at: null, did: 'threw', isSession: false },
  ],
  decided: { state: 'found', saved: true, touched: true, destroyed: true, cookie: 'kept-back', why: 'not-secured' },
  store: [
    { op: 'get', id: text, before: null, session: { cookie: { expires: text }, [text]: text } },
    { op: 'set', id: text, before: { a: text }, session: { cookie: { expires: '2026-11-24T00:00:00Z' }, b: text } },
    { op: 'touch', id: text, before: null, session: null },
    { op: 'destroy', id: text, before: { a: text }, session: null },
  ],
  generated: [text],
  errors: [text],
  deprecations: [text],
  failure: { kind: 'cut', message: text },
  at: NOW,
})

const throughProxies = (text: string): ExchangeSeen => ({
  ...exchange(text),
  through: [
    { name: text, over: 'https', headers: [['Cookie', `sid=${text}.${text}`]] },
    { name: text, over: 'http', headers: [['X-Forwarded-For', text]] },
  ],
  appAddress: '127.0.0.1:1',
})

const unanswered = (text: string): ExchangeSeen => {
  const { response, ...rest } = exchange(text)
  return { ...rest, response: { ...response, status: 0 }, failure: { kind: 'crash', message: text, untold: true } }
}

const attempt = (text: string): SeenAttempt => ({
  ...see(exchange(text), 'sid'),
  cookieName: 'sid',
  thrown: [],
  facts: null,
})

const verdict = (text: string): Verdict => ({
  passed: false,
  problem: { kind: 'exception', message: text, hint: text, line: 3 },
  checks: [
    { name: 'a', text, passed: true, why: null, exchange: null, header: null },
    { name: 'b', text, passed: null, why: null, exchange: null, header: null },
    {
      name: 'c',
      text,
      passed: false,
      why: { text: `${text} once more`, line: 12, code: null },
      exchange: attempt(text),
      header: { of: 'response', name: 'Set-Cookie' },
    },
  ],
  output: [{ text, left: 7 }],
})

const claim = (text: string, changes: object = {}) => ({
  event: 'claim' as const,
  text,
  holds: true,
  reached: true,
  otherwise: false,
  breaksWith: { [text]: text },
  myth: null,
  remember: null,
  ...changes,
})

const lessons = (text: string): readonly ListedLesson[] => {
  const lesson = { slug: 'genid', title: text, summary: text, step: 4, steps: 9, minutes: 15 }
  return [
    { ...lesson, number: 1, status: 'done', exercise: { status: 'solved', passed: 4, checks: 4 } },
    { ...lesson, number: 2, status: 'started', exercise: { status: 'started', passed: 2, checks: 4 } },
    { ...lesson, number: 10, status: 'new', exercise: null },
  ]
}

const watch = (text: string, own: string, changes: Partial<WatchState> = {}): WatchState => ({
  // With others before and after it, the key bar is at its longest.
  number: 2,
  title: own,
  file: text,
  gone: false,
  fresh: true,
  verdict: verdict(text),
  why: true,
  nested: true,
  running: false,
  hint: { number: 1, of: 3, text },
  hints: [1, 2, 3].map((number) => ({ number, of: 3, text })),
  seenHints: 1,
  kept: [text],
  view: 'exercise',
  rows: [
    { number: 1, title: own, status: 'started', passed: 1, checks: 4 },
    { number: 2, title: own, status: 'solved', passed: 4, checks: 4 },
    { number: 3, title: own, status: 'new', passed: 0, checks: 0 },
  ],
  solution: text,
  top: 0,
  ...changes,
})

const WATCHED: readonly Partial<WatchState>[] = [
  {},
  { top: 'hint' },
  { top: 5000 },
  { why: false },
  { gone: true },
  { verdict: null, running: true },
  { view: 'list' },
  { view: 'reset' },
]

const CELL = { status: 200, cookie: true, ops: 'get touch' }

/** Two requests that were under way together. */
const order = (text: string, own: string): Extract<ShownEvent, { event: 'order' }> => ({
  event: 'order',
  label: text,
  exchanges: [text, own],
  moments: (['came', 'get ends', 'set begins', 'head', 'part', 'set ends', 'ended'] as const).flatMap((what) =>
    [text, own].map((of) => ({ of, what, found: of === own, bytes: what === 'part' ? 24 : 25 })),
  ),
})

const events = (text: string, own: string): readonly ShownEvent[] => [
  { event: 'explain', text },
  { event: 'restart', label: text, app: text, options: {}, browsers: 'kept' },
  {
    event: 'restart',
    label: text,
    app: text,
    options: {},
    browsers: 'fresh',
    behind: [{ name: text, speaks: 'https', proto: 'sets', for: 'sets' }],
  },
  {
    event: 'restart',
    label: text,
    app: text,
    options: {},
    browsers: 'fresh',
    behind: [{ name: text, speaks: 'http', proto: 'sets', for: 'sets' }],
    processes: [text, own],
  },
  { event: 'restart', label: text, app: text, options: {}, browsers: 'kept', beside: true, processes: [own] },
  { event: 'ending', label: text, server: own, signal: 'SIGKILL', byItself: true },
  { event: 'ending', label: text, server: own, signal: 'SIGTERM', byItself: false },
  {
    event: 'deploy',
    label: text,
    servers: [text, own],
    asks: text,
    slow: own,
    browser: text,
    takesOut: true,
    underway: [
      { server: text, came: text },
      { server: own, came: null },
    ],
    meanwhile: { [text]: 2, '200 ada': 100 },
  },
  { event: 'clock', label: text, advancedMs: 36_000_000 },
  { event: 'redis', real: text, reason: null, detail: text, install: null },
  { event: 'redis', real: null, reason: 'missing', detail: null, install: own },
  { event: 'redis', real: null, reason: 'failed', detail: text, install: null },
  order(text, own),
  {
    event: 'table',
    label: text,
    columns: ['all: false', `${own}: true`],
    rows: [text, own].map((label) => ({ label, request: text, cells: [CELL, { ...CELL, status: 0 }] })),
  },
  { event: 'launch', label: text, code: text, variables: { [own]: own }, stdout: text, stderr: text, exitCode: 1 },
  { event: 'deprecation', message: text },
  { event: 'failure', kind: 'setup', message: text },
  claim(text),
  claim(text, { holds: false, otherwise: true }),
  { event: 'causes', causes: [{ code: own, title: text }] },
]

/** What a lesson with --with is played on. */
const playedOn = (text: string) => ({
  versions: { node: '24.0.0', express: text, 'express-session': text },
  with: { folder: text, lent: ['express', 'session-file-store'] },
})

const question = (text: string): Extract<LessonEvent, { event: 'predict' }> => ({
  event: 'predict',
  question: text,
  choices: [text, text],
  hints: [text],
})

const advance = (bytes: number, totalBytes: number | null) => ({
  lines: 12_345_678,
  words: 12_345_678,
  skipped: 0,
  bytes,
  totalBytes,
  hits: [null],
})

const keys = (text: string) => [
  { key: 'enter', word: 'next' },
  { key: 'x', word: text },
]

const all = (...parts: readonly string[]): string => parts.join('\n')

/** Every renderer of src/terminal but that of inspect, whose data are pastes. */
/** A trace with a text in every place where one can stand. */
const tracedAt = (text: string, view: TraceView, parts: Partial<TraceState> = {}): TraceState =>
  traced([row(1), row(2, { client: text, method: text, url: text })], {
    findings: [hostileFinding(text)],
    filter: text,
    places: [
      { view: 'list', top: 0 },
      { view, top: 0 },
    ],
    ...parts,
  })

const hostileFinding = (text: string) =>
  finding(2, {
    code: text,
    title: text,
    message: text,
    at: { file: text, line: 3 },
    fix: { text, code: text, diff: null },
    lesson: 3,
    step: text,
    count: 2,
  })

const traceMaterial = (text: string): TraceMaterial => ({
  head: { command: text, versions: text, session: [text, text], address: text },
  open: () => ({ seen: exchange(text), sessions: new Map([[text, 0]]) }),
  page: (style) =>
    all(
      renderExplained(hostileFinding(text), text, style),
      ...renderFindingList([hostileFinding(text)], 2, style),
      renderWholeHead({ command: text, versions: text, session: [text], address: text }, style),
      renderVisit(see(exchange(text), 'sid'), new Map(), '#1', style),
    ),
  printed: () => text.split('\n'),
})

export const screens: readonly Screen[] = [
  ...causeScreens(exchange),
  {
    name: 'a trace',
    fits: 40,
    render: (style, text) =>
      all(
        ...(['list', 'finding', 'output'] as const).map((view) =>
          renderTraceScreen(tracedAt(text, view), traceMaterial(text), style),
        ),
        renderTraceScreen(tracedAt(text, 'list', { typing: { what: 'line', text } }), traceMaterial(text), style),
        renderTraceScreen(tracedAt(text, 'list', { listed: [], ended: text }), traceMaterial(text), style),
      ),
  },
  {
    name: 'code',
    fits: 24,
    render: (style, text) => {
      const lines = text.split('\n').map((line, i) => ({ number: 98 + i, text: line }))
      return renderCode({ file: text, lines: { withTypes: lines, javascript: lines } }, style, false)
    },
  },
  {
    name: 'the parts of a cookie',
    fits: 24,
    render: (style, text) => renderCookieParts(see(exchange(text), 'sid'), style),
  },
  {
    name: 'a try to make a claim false',
    fits: 34,
    render: (style, text) =>
      (['broken', 'still-true', 'unknown'] as const)
        .map((outcome) => {
          const differences = [{ where: 'response' as const, before: text, after: text }]
          const exchanges = [{ label: text, differences }]
          const none = { notSent: [text], starts: [], fell: [], still: [], notReached: [] }
          const diff = { change: { [text]: text }, exchanges, ...none }
          const tried = { verdict: outcome, why: outcome === 'unknown' ? 'The server does not start.' : '', diff }
          const shown = { claim: text, attempt: tried, options: {}, count: { fallen: 2, breakable: 5 } }
          return `${renderTask(text, style)}\n\n${renderAttempt(shown, style, 'brief')}`
        })
        .join('\n\n'),
  },
  {
    name: 'two runs as a diff',
    fits: 32,
    render: (style, text) =>
      renderDiff(
        {
          change: { [text]: text, rolling: true },
          exchanges: [1, 2, 3, 4].map(() => ({
            label: text,
            differences: (['request', 'response', 'body', 'middleware', 'store', 'error'] as const).map((where) => ({
              where,
              before: text,
              after: text,
            })),
          })),
          notSent: [text, text],
          starts: [],
          fell: [1, 2, 3, 4, 5, 6, 7].map(() => claim(text)),
          still: [claim(text)],
          notReached: [claim(text)],
        },
        { [text]: text },
        [text],
        style,
        'brief',
      ),
  },
  {
    name: 'the end of a lesson',
    fits: 32,
    render: (style, text, own) =>
      renderEnd(
        {
          number: 3,
          claims: [
            claim(text, { breaksWith: { [own]: own }, remember: text }),
            claim(text, { holds: false, myth: text, breaksWith: null }),
            claim(text, { holds: false, reached: false, breaksWith: null, remember: text }),
          ],
          score: { right: 1, of: 2 },
          folder: text,
          broken: [],
          exercise: { title: own, status: 'new' },
        },
        style,
      ),
  },
  {
    name: 'events of a lesson',
    fits: 32,
    render: (style, text, own) => all(...events(text, own).map((event) => renderEvent(event, style, 'brief'))),
  },
  {
    name: 'an exchange in brief',
    fits: 32,
    render: (style, text) =>
      all(
        ...[exchange(text), throughProxies(text), unanswered(text)].flatMap((one) =>
          [false, true].map((tight) =>
            renderEvent(one, style, 'brief', { sessions: sessionsOf([see(one, 'sid')]), tight }),
          ),
        ),
      ),
  },
  {
    name: 'a slide',
    fits: 32,
    render: (style, text, own) =>
      all(
        renderSlide(renderTitle(12, own, own, style), '', 20, style),
        renderSlide(renderMarkdown(text, slideStyle(style)), own, 20, style),
      ),
  },
  {
    name: 'requests that were under way together',
    fits: 32,
    render: (style, text, own) => {
      const exchanges = [exchange(text), { ...exchange(text), label: own }]
      return all(
        renderEvent(order(text, own), style, 'brief', { exchanges }),
        ...exchanges.map((one) => renderEvent({ ...one, inALine: true }, style, 'brief')),
      )
    },
  },
  { name: 'the glossary', fits: 32, render: (style) => renderGlossary(GLOSSARY, style) },
  {
    name: 'a timeline',
    fits: 32,
    render: (style, text) => {
      const first = see(exchange(text), 'sid')
      const later = [1000, 3_600_000, 36_000_000, 3e9].map((ms) => ({ ...first, at: NOW + ms }))
      const seen = [first, ...later]
      return all(
        ...seen.flatMap((_, i) =>
          (['brief', 'full'] as const).map((detail) =>
            renderTimeline(seen.slice(0, i + 1), sessionsOf(seen), style, detail),
          ),
        ),
      )
    },
  },
  {
    name: 'an exchange in full',
    fits: Infinity,
    render: (style, text) =>
      all(...[exchange(text), throughProxies(text), unanswered(text)].map((one) => renderWholeExchange(one, style))),
  },
  {
    name: 'two files as a diff',
    fits: 24,
    render: (style, text) => renderFileDiff(`${text}\nsame\n${text}a`, `${text}b\nsame\n${text}`, style),
  },
  {
    name: 'a heading',
    fits: 32,
    render: (style, text, own) =>
      all(
        renderHeading(
          { number: 3, title: own, change: { [text]: text }, playedOn: playedOn(text) },
          'step 3 of 9',
          style,
        ),
        renderHeading({ number: 3, title: own, change: {}, playedOn: null }, 'step 3 of 9', style, own),
        renderLaterHeading('step 3 of 9', style),
        renderVersions(playedOn(text), style),
        renderStepTitle(own, style),
      ),
  },
  {
    name: 'hints',
    fits: 32,
    render: (style, text, own) =>
      all(
        ...[true, false].flatMap((again) =>
          [1, 3].map((number) =>
            renderHints(
              { number: 3, title: own, hints: [{ number, of: 3, text }], again, solved: again, saved: again },
              style,
            ),
          ),
        ),
      ),
  },
  { name: 'Markdown in a line', fits: Infinity, render: (style, text) => renderInline(text, style) },
  { name: 'Markdown', fits: 24, render: (style, text) => renderMarkdown(text, style) },
  { name: 'keys', fits: 24, render: (style) => renderKeys(keys('change an option'), style) },
  { name: 'the list', fits: 32, render: (style, _, own) => renderList(lessons(own), style) },
  {
    name: 'the menu',
    fits: 32,
    render: (style, _, own) => {
      const look = menuLook(lessons(own), style)
      const versions = { node: '20.20.0', express: '5.3.0', 'express-session': '1.19.0' }
      return all(
        renderMenuHead(versions, style),
        ...[1, 2, 3, 4, 5].map((place) => look.renderChoice('Inspect a cookie', place, place === 2)),
        look.renderKeys(keys('quit')),
      )
    },
  },
  {
    name: 'progress',
    fits: 32,
    render: (style, _, own) =>
      renderProgress(
        lessons(own).map((lesson) => ({ ...lesson, score: { right: 3, of: 4 }, broken: [own], claims: 17 })),
        style,
      ),
  },
  {
    name: 'a progress bar',
    fits: 14,
    render: (style) =>
      all(
        ...[0, 1, 999, 1000, 2000].flatMap((bytes) =>
          [1000, null].flatMap((total) =>
            [0, 100, 9000, 1e12].map((elapsed) => renderProgressBar(advance(bytes, total), elapsed, style)),
          ),
        ),
      ),
  },
  { name: 'a search that was stopped', fits: Infinity, render: () => renderStopped(advance(500, 1000)) },
  {
    name: 'a question',
    fits: 24,
    render: (style, text) => {
      const look = listLook(style)
      return all(
        renderPredict(question(text), style),
        look.renderChoice(text, 1, true),
        look.renderChoice(text, 2, false),
        look.renderHint(text),
      )
    },
  },
  {
    name: 'a solution',
    fits: 24,
    render: (style, text, own) =>
      renderSolution(
        { number: 3, title: own, explanation: text, solution: `// task\n${text}`, compared: { name: text, text } },
        style,
      ),
  },
  {
    name: 'an exercise that is ready',
    fits: 32,
    render: (style, text, own) =>
      renderStarted({ number: 3, title: own, said: [text], ways: [[`session-tutor watch 3 ${text}`, own]] }, style),
  },
  {
    name: 'a stored session',
    fits: 32,
    render: (style, text, own) => {
      const stored = {
        writtenBy: 'connect-redis' as const,
        key: text,
        session: { cookie: { path: text, expires: text, sameSite: text }, [text]: [text, { [text]: text }] },
        touchedAt: NOW - 1,
        touchedAssumes: own,
        expiresAt: NOW + 1e15,
        expiryAssumes: own,
      }
      const attributes = { Path: text, Expires: text, Domain: 'x' }
      return all(
        ...[stored, null].map((one) =>
          renderStored(
            { shown: text, key: text, stored: one, disagreements: compareWithStore(attributes, one, NOW), now: NOW },
            style,
          ),
        ),
      )
    },
  },
  {
    name: 'the verdict on a prediction',
    fits: 24,
    render: (style, text) =>
      all(
        ...[null, 0, 1].map((chosen) =>
          renderVerdict(
            { event: 'verdict', answer: 0, because: text, reasons: [text, text] },
            [text, text],
            chosen,
            style,
          ),
        ),
        renderVerdict({ event: 'verdict', answer: null, because: text, reasons: [] }, [], 0, style),
      ),
  },
  {
    name: 'a verified exercise',
    fits: 32,
    render: (style, text, own) =>
      renderVerification({ number: 3, title: own, file: text, verdict: verdict(text) }, style, {
        detail: 'brief',
        why: true,
      }),
  },
  {
    name: 'watch',
    fits: 32,
    render: (style, text, own) => all(...WATCHED.map((changes) => renderWatch(watch(text, own, changes), style))),
  },
  {
    name: 'watch, plainly',
    fits: Infinity,
    render: (style, text, own) =>
      all(
        renderKeptPlainly([text], style),
        ...WATCHED.map((changes) => renderWatchPlainly(watch(text, own, changes), style) ?? ''),
        renderHintPlainly({ number: 1, of: 3, text }, style),
        renderUnknown(text, watch(text, own)),
      ),
  },
]
