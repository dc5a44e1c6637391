import { describe, expect, test } from 'vitest'
import type { Style } from '../../../src/terminal/style.ts'
import { width } from '../../../src/terminal/text.ts'
import { moveOf } from '../../../src/terminal/trace/moves.ts'
import type { TraceMaterial } from '../../../src/terminal/trace/material.ts'
import { movedTop, renderTraceScreen } from '../../../src/terminal/trace/screen.ts'
import type { TraceRow, TraceState, TraceView } from '../../../src/terminal/trace/state.ts'
import { anExchange } from '../../support/exchange.ts'
import { plainStyle } from '../../support/style.ts'
import { finding, row, traced } from '../../support/trace-rows.ts'

const PAGE = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`)
const material: TraceMaterial = {
  head: {
    command: 'npm run dev',
    versions: 'express-session 1.19.0 on Express 5.3.0',
    session: ['session() src/app.js:14', 'MemoryStore', 'connect.sid', 'secure: true'],
    address: 'http://localhost:3000',
  },
  open: () => ({ seen: { ...anExchange(), event: 'exchange', cookieName: 'sid' }, sessions: new Map() }),
  page: () => PAGE.join('\n'),
  printed: (most, below) => PAGE.slice(0, PAGE.length - below).slice(-most),
}

const draw = (state: TraceState, style: Style = plainStyle()) => renderTraceScreen(state, material, style).split('\n')
const at = (view: TraceView, top = 0): Partial<TraceState> => ({
  places: [
    { view: 'list', top: 0 },
    { view, top },
  ],
})
const rows = (count: number, parts: Partial<TraceRow> = {}) =>
  Array.from({ length: count }, (_, i) => row(i + 1, parts))
const listed = (lines: readonly string[]) => lines.filter((line) => / \/page\//.test(line))

test('the head, the list with the newest below, the open request, its finding, the keys', () => {
  const lines = draw(traced(rows(3), { findings: [finding(3)] }))
  expect(lines.slice(0, 6)).toEqual([
    ' npm run dev                            express-session 1.19.0 on Express 5.3.0',
    ' session() src/app.js:14   MemoryStore   connect.sid   secure: true',
    '',
    '   21:04:11  Chrome 1    GET    /page/1          200  known, unchanged',
    '   21:04:12  Chrome 1    GET    /page/2          200  known, unchanged',
    ' > 21:04:13  Chrome 1    GET    /page/3          200  known, unchanged        x',
  ])
  expect(lines).toContain(' x error  cause-3   app.js:3')
  expect(lines).toContain('   What cause 3 is')
  expect(lines.at(-2)).toBe(' up/down choose  enter open  ! findings  / filter  v visits  e explain')
  expect(lines.at(-1)).toBe(' o output  u summary  q quit')
})

describe.each([
  [80, 24],
  [40, 20],
  [120, 50],
  [60, 15],
])('at %i columns and %i rows', (columns, height) => {
  const style = plainStyle({ columns, rows: height })
  const long = { url: `/a/rather/long/path/${'x'.repeat(80)}`, client: 'a client without a name 1' }
  test.each<readonly [string, TraceState]>([
    ['nothing yet', traced([])],
    ['one request', traced(rows(1))],
    ['a thousand', traced(rows(1000))],
    ['long ones', traced(rows(30, long), { findings: [finding(30), finding(29)] })],
    [
      'one in the middle, and all there is to say',
      traced(rows(99), {
        chosen: 50,
        hidden: 12,
        forgotten: 3,
        dropped: 9,
        filter: 'page',
        marked: true,
        stopping: 'asked',
      }),
    ],
    ['what ended', traced(rows(9), { ended: 'The command has ended with exit code 1.' })],
    ['a filter that is typed', traced(rows(9), { typing: { what: 'filter', text: 'a long text '.repeat(20) } })],
    ['a page', traced(rows(1), at('exchange'))],
    ['the output', traced(rows(1), { ...at('output'), printed: 40 })],
    ['earlier output', traced(rows(1), { ...at('output', 10), printed: 40, stopping: 'killed' })],
  ])('%s fits the window', (_, state) => {
    const lines = draw(state, style)
    expect(lines.length).toBeLessThan(height)
    expect(lines.filter((line) => width(line) > columns)).toEqual([])
  })

  test('the chosen request is listed, wherever it is', () => {
    for (const chosen of [1, 2, 50, 98, 99]) {
      const lines = draw(traced(rows(99), { chosen }), style)
      expect(lines.filter((line) => line.startsWith(' > '))).toEqual([expect.stringContaining(`/page/${chosen} `)])
    }
  })
})

test('where there is little room, who sent it goes first, then when', () => {
  const lineAt = (columns: number) => listed(draw(traced(rows(1)), plainStyle({ columns })))[0] ?? ''
  expect(lineAt(80)).toMatch(/21:04:11 {2}Chrome 1 .*GET .*200 {2}known, unchanged/)
  expect(lineAt(58)).toMatch(/^ > 21:04:11 {2}GET .*200 {2}known/)
  expect(lineAt(40)).toMatch(/^ > GET {2}\/page\/1 +200 {2}known$/)
})

test('where several processes get requests, each line says which', () => {
  const two = [row(1, { server: 1 }), row(2, { server: 12 })]
  const linesAt = (columns: number) => listed(draw(traced(two, { processes: 12 }), plainStyle({ columns })))
  expect(linesAt(80)[0]).toMatch(/Chrome 1 +#1 {2} *GET +\/page\/1 /)
  expect(linesAt(80)[1]).toMatch(/Chrome 1 +#12 GET +\/page\/2 /)
  expect(linesAt(40)[1]).toMatch(/^ > #12 GET {2}\/page\/2 +200/)
  expect(listed(draw(traced(two, { processes: 1 }))).join('')).not.toContain('#')
})

test('what is drawn is looked at, and nothing else of what is kept', () => {
  const looked = new Set<number>()
  const watched = rows(1000).map((one) => ({
    ...one,
    get url() {
      looked.add(one.number)
      return one.url
    },
  }))
  const lines = draw(traced(watched, { chosen: 500 }))
  expect(looked.size).toBe(listed(lines).length)
  expect(looked.size).toBeLessThan(10)
})

test('a cookie that browsers do not keep', () => {
  const lines = draw(traced([row(1, { refused: 'SameSite=None', did: ['new', 'saved'] })]))
  expect(listed(lines)[0]).toMatch(/200 +new, cookie refused +x$/)
  expect(lines).toContain(' x refused  Browsers do not keep this cookie: SameSite=None')
})

test('what is not listed is counted, and newer ones', () => {
  const lines = draw(traced(rows(99), { chosen: 50, hidden: 12, beside: 7, forgotten: 3, dropped: 9, filter: 'page' }))
  expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(
    '47 newer only "page" 12 static files hidden 7 hidden that came to a process without session() 3 older let go 9 only counted',
  )
})

test('what is to be said of the trace itself: the last of it', () => {
  const notices = ['One thing.', 'Another.'].map((message) => ({
    code: 'cannot-observe' as const,
    message,
    hint: 'Do it.',
  }))
  expect(draw(traced(rows(2), { notices }))).toContain(' - Another. Do it.')
  expect(draw(traced([], { notices }))).toContain(' - Another. Do it.')
})

test.each<readonly [string, Partial<TraceState>, RegExp]>([
  ['asked to end', { stopping: 'asked' }, /SIGINT was sent.*not ended yet.*kills it/],
  ['killed', { stopping: 'killed' }, /SIGKILL was sent/],
  ['ended', { ended: 'The command has ended with exit code 1.' }, /exit code 1\. q leaves/],
])('%s: the screen says so, in the output too', (_, parts, says) => {
  for (const place of [{}, at('output')])
    expect(
      draw(traced(rows(2), { ...parts, ...place }))
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    ).toMatch(says)
})

test('after it was asked to end, q kills; after that there is no such key', () => {
  const bar = (parts: Partial<TraceState>) => draw(traced(rows(2), parts)).at(-1)
  expect(bar({ stopping: 'asked' })).toMatch(/q kill$/)
  expect(bar({ stopping: 'killed' })).not.toMatch(/\bq\b/)
  expect(bar({ ended: 'It has ended.' })).toMatch(/q quit$/)
})

describe('a page that is longer than the window', () => {
  const style = plainStyle()
  const first = (state: TraceState) => draw(state).find((line) => line.startsWith('line'))

  test('scrolls, a line or a page, and no further than it goes', () => {
    const state = (top: number) => traced(rows(1), at('exchange', top))
    expect(first(state(0))).toBe('line 1')
    expect(movedTop(state(0), material, style, -1)).toBe(0)
    const down = movedTop(state(0), material, style, moveOf('down', state(0), style))
    expect(first(state(down))).toBe('line 1')
    const page = movedTop(state(0), material, style, moveOf('pagedown', state(0), style))
    expect(Number(first(state(page))?.slice(5))).toBeGreaterThan(10)
    const end = movedTop(state(0), material, style, moveOf('end', state(0), style))
    expect(draw(state(end))).toContain('line 40')
    expect(movedTop(state(end), material, style, 1)).toBe(end)
    expect(movedTop(state(end), material, style, moveOf('home', state(end), style))).toBe(0)
  })

  test('in the list arrow keys choose, and move nothing', () => {
    expect(moveOf('down', traced(rows(3)), style)).toBe(0)
    expect(moveOf('pagedown', traced(rows(3)), style)).toBe(0)
  })
})

test('of the output the last is seen; further up it says how much is below', () => {
  const output = (top: number) => traced([], { ...at('output', top), printed: 40 })
  expect(draw(output(0))).toContain(' line 40')
  const up = movedTop(output(0), material, plainStyle(), moveOf('up', output(0), plainStyle()))
  expect(draw(output(up))).toContain(' line 39')
  expect(draw(output(up))).toContain(' 1 later line')
  expect(draw(output(up))).not.toContain(' line 40')
})
