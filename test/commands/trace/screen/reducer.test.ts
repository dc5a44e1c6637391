import { expect, test } from 'vitest'
import { reduceTrace, type TraceEffect, type TraceHappening } from '../../../../src/commands/trace/screen/reducer.ts'
import { chosenFinding, chosenRow, NOTHING_TRACED, type TraceState } from '../../../../src/terminal/trace/state.ts'
import { finding, row } from '../../../support/trace-rows.ts'

const key = (name: string): TraceHappening => ({ type: 'key', key: name, typed: name.length === 1 ? name : '' })
const keys = (...names: readonly string[]) => names.map(key)
const typed = (text: string) => Array.from(text, key)
const news = (
  rows: readonly ReturnType<typeof row>[],
  parts: Partial<Extract<TraceHappening, { type: 'news' }>> = {},
): TraceHappening => ({
  type: 'news',
  rows,
  findings: [],
  processes: 1,
  aside: [],
  forgotten: 0,
  dropped: 0,
  notices: [],
  ...parts,
})
const ended = (stays: boolean): TraceHappening => ({ type: 'ended', how: 'It has ended.', stays })

const STYLES = row(3, { url: '/a.css', isStatic: true })
/** Four requests: the third is a static file, the second and the fourth have a finding, the last is another client's. */
const FOUR = news([row(1), row(2), STYLES, row(4, { client: 'curl 1', url: '/login' })], {
  findings: [finding(2), finding(4)],
})

/** Three requests: what builds the pages got the first two, the app the third. */
const VITE = [row(1, { url: '/@vite/client' }), row(2, { url: '/logo.svg', isStatic: true })]
const FRONT = news([...VITE, row(3, { server: 2, url: '/user/me' })], { processes: 2, aside: [1] })

/** What is on the screen after some happenings, in a few words. */
function play(...happenings: readonly TraceHappening[]) {
  let state: TraceState = NOTHING_TRACED
  let effects: readonly TraceEffect[] = []
  for (const happening of happenings) ({ state, effects } = reduceTrace(state, happening))
  const { listed, places, typing, stopping, hidden, beside, filter } = state
  return {
    listed: listed.map(({ number }) => number),
    chosen: chosenRow(state)?.number,
    follows: state.chosen === null,
    at: places.map(({ view }) => view).join(' > '),
    finding: chosenFinding(state)?.first,
    typing: typing && `${typing.what}: ${typing.text}`,
    stopping,
    hidden,
    beside,
    filter,
    top: places.at(-1)?.top,
    effects,
  }
}

test.each<readonly [string, readonly TraceHappening[], Partial<ReturnType<typeof play>>]>([
  ['nothing yet', [], { listed: [], chosen: undefined, at: 'list' }],
  ['the newest is open', [FOUR], { listed: [1, 2, 4], chosen: 4, follows: true, hidden: 1 }],
  ['and the next newest', [FOUR, news([row(1), row(5)])], { chosen: 5, follows: true }],
  ['one that was chosen stays', [FOUR, key('up'), news([row(1), row(2), row(5)])], { chosen: 2, follows: false }],
  ['below the last one it follows again', [FOUR, ...keys('up', 'down', 'down')], { chosen: 4, follows: true }],
  ['above the first is nothing', [FOUR, ...keys('up', 'up', 'up', 'up')], { chosen: 1 }],
  ['one that is not kept any more: the next one', [FOUR, ...keys('up', 'up'), news([row(3), row(5)])], { chosen: 3 }],

  ['enter opens, and what is open stays', [FOUR, key('enter')], { at: 'list > exchange', chosen: 4, follows: false }],
  ['and b leads back', [FOUR, ...keys('enter', 'b')], { at: 'list' }],
  ['and so does Escape', [FOUR, ...keys('enter', 'escape')], { at: 'list' }],
  [
    'pages about a request take each other’s place',
    [FOUR, ...keys('enter', 'd', 's', 'v')],
    { at: 'list > exchange > story' },
  ],
  [
    'curl is copied, too',
    [FOUR, ...keys('enter', 'c')],
    { at: 'list > exchange > command', effects: [{ type: 'copy', number: 4 }] },
  ],
  ['without a request nothing opens', keys('enter', 'v', 'e', '/', 'b'), { at: 'list', typing: null }],

  ['only those with findings', [FOUR, key('!')], { listed: [2, 4] }],
  ['and all again', [FOUR, ...keys('!', '!')], { listed: [1, 2, 4] }],
  ['no findings, no such key', [news([row(1)]), key('!')], { listed: [1] }],
  ['static files, too', [FOUR, key('a')], { listed: [1, 2, 3, 4], hidden: 0 }],
  ['what came to a process beside the app is not listed', [FRONT], { listed: [3], hidden: 0, beside: 2 }],
  ['unless it is asked for', [FRONT, key('a')], { listed: [1, 2, 3], hidden: 0, beside: 0 }],
  ['and again not', [FRONT, ...keys('a', 'a')], { listed: [3], beside: 2 }],
  ['or no process has a session', [news(VITE)], { listed: [1], hidden: 1, beside: 0 }],
  ['a process is a filter, too', [FRONT, ...keys('a', '/'), ...typed('#2'), key('enter')], { listed: [3] }],
  ['and without them again', [FOUR, ...keys('a', 'a')], { listed: [1, 2, 4], hidden: 1 }],
  ['a static file with a finding is listed', [news([STYLES], { findings: [finding(3)] })], { listed: [3], hidden: 0 }],

  ['a path is typed', [FOUR, key('/'), ...typed('/lo')], { typing: 'filter: /lo', listed: [1, 2, 4] }],
  ['and filtered by', [FOUR, key('/'), ...typed('/LOG'), key('enter')], { typing: null, filter: '/LOG', listed: [4] }],
  ['a client, too', [FOUR, key('/'), ...typed('chrome'), key('enter')], { listed: [1, 2] }],
  ['a letter is taken back', [FOUR, key('/'), ...typed('xq'), key('backspace')], { typing: 'filter: x' }],
  [
    'Escape types nothing',
    [FOUR, key('/'), ...typed('x'), key('escape')],
    { typing: null, filter: '', listed: [1, 2, 4] },
  ],
  ['a: all again', [FOUR, key('/'), ...typed('log'), ...keys('enter', 'a')], { filter: '', listed: [1, 2, 4] }],

  ['a finding of the request', [FOUR, key('e')], { at: 'list > finding', finding: 4 }],
  ['of a request without one: all are listed', [FOUR, ...keys('up', 'up', 'e')], { at: 'list > findings', finding: 2 }],
  [
    'to choose from',
    [FOUR, ...keys('up', 'up', 'e', 'down', 'enter')],
    { at: 'list > findings > finding', finding: 4 },
  ],
  ['and back, twice', [FOUR, ...keys('up', 'up', 'e', 'down', 'enter', 'b')], { at: 'list > findings', finding: 4 }],
  ['in the list it is that of the request again', [FOUR, ...keys('up', 'e', 'b', 'down')], { at: 'list', finding: 4 }],

  ['it is shown live', [FOUR, ...keys('e', 'enter')], { at: 'list > finding > live' }],
  [
    'and its lesson is played',
    [FOUR, ...keys('e', 'g')],
    { at: 'list > finding', effects: [{ type: 'lesson', lesson: 7, step: 'A step' }] },
  ],

  ['what it prints', [key('o')], { at: 'list > output' }],
  ['and back by the same key', keys('o', 'o'), { at: 'list' }],
  ['a line for the command', [key(':'), ...typed('rs q')], { at: 'list > output', typing: 'line: rs q' }],
  ['is sent', [key(':'), ...typed('rs'), key('enter')], { typing: null, effects: [{ type: 'type', line: 'rs' }] }],
  ['or not', [key(':'), ...typed('rs'), key('escape')], { typing: null, effects: [] }],
  [
    'earlier output stays where it is',
    [key('o'), { type: 'moved', top: 3 }, { type: 'printed', lines: 4 }],
    { top: 7 },
  ],
  ['the last output follows', [key('o'), { type: 'printed', lines: 4 }], { top: 0 }],

  ['q asks the command to end', [key('q')], { stopping: 'asked', effects: [{ type: 'signal', name: 'SIGINT' }] }],
  [
    'and so does Ctrl-C',
    [{ type: 'interrupted' }],
    { stopping: 'asked', effects: [{ type: 'signal', name: 'SIGINT' }] },
  ],
  [
    'a second one kills it',
    [key('q'), { type: 'interrupted' }],
    { stopping: 'killed', effects: [{ type: 'signal', name: 'SIGKILL' }] },
  ],
  ['when it has ended so, the screen is left', [FOUR, key('q'), ended(true)], { effects: [{ type: 'leave' }] }],
  ['ended by itself: there is something to look at', [FOUR, ended(true)], { effects: [] }],
  ['until q', [FOUR, ended(true), key('q')], { stopping: 'no', effects: [{ type: 'leave' }] }],
  ['or Ctrl-C', [FOUR, ended(true), { type: 'interrupted' }], { stopping: 'no', effects: [{ type: 'leave' }] }],
  ['or there is nothing', [ended(false)], { effects: [{ type: 'leave' }] }],
  [
    'Ctrl-C while something is typed',
    [FOUR, key('/'), ...typed('a'), { type: 'interrupted' }],
    { typing: null, stopping: 'asked' },
  ],
  ['nothing is typed to what has ended', [FOUR, ended(true), key(':')], { at: 'list', typing: null }],
  ['a key that means nothing', [FOUR, key('z')], { at: 'list', chosen: 4, effects: [] }],
])('%s', (_, happenings, expected) => {
  expect(play(...happenings)).toMatchObject(expected)
})
