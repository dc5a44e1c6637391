import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/exercise/judge.ts'
import { begin, reduce, type Effect, type Event, type Opened, type State } from '../../../src/commands/watch/reducer.ts'

const hint = (number: number) => ({ number, of: 3, text: `hint ${number}` })
const hinted = (number: number): Event => ({ type: 'hinted', hint: hint(number) })
const ALL_SHOWN: Event = { type: 'hinted', hint: null }

/** An exercise as it is when it is opened. */
const opened = (number: number, changes: Partial<Opened> = {}): Opened => ({
  number,
  title: `exercise ${number}`,
  file: `0${number}.js`,
  fresh: false,
  hints: [1, 2, 3].map(hint),
  seenHints: 0,
  solution: `solution ${number}`,
  ...changes,
})

const ROWS = [1, 2, 3].map((number) => ({
  number,
  title: `exercise ${number}`,
  status: 'new' as const,
  passed: 0,
  checks: 4,
}))

const FAILED: Verdict = { passed: false, problem: null, checks: [], output: [] }
const PASSED: Verdict = { ...FAILED, passed: true }

const key = (name: string): Event => ({ type: 'key', key: name })
const judged = (run: number, verdict: Verdict, changed = false): Event => ({ type: 'judged', run, verdict, changed })
const running = (run: number, file = '02.js'): Event => ({ type: 'running', run, file })
const open = (number: number): Event => ({ type: 'opened', exercise: opened(number) })

const verify = (run: number, number = 2): Effect => ({ type: 'verify', number, run })
const record = (verdict: Verdict): Effect => ({ type: 'record', number: 2, verdict })
const LEAVE: Effect = { type: 'leave' }

/** What comes of events, one after the other, from exercise 2 of 3 on. */
function play(events: readonly Event[], exercise: Opened = opened(2)): { state: State; effects: readonly Effect[] } {
  let { state, effects } = begin(exercise, ROWS)
  for (const event of events) ({ state, effects } = reduce(state, event))
  return { state, effects }
}

/** To where a run is over: the learner works on what failed, or has solved it. */
const AT_WORK = [running(1), judged(1, FAILED)]
const SOLVED = [running(1), judged(1, PASSED)]

/** What happened, what is then different in the state, and what is to be done after the last event. */
type Row = readonly [string, readonly Event[], Partial<State>, readonly Effect[]]

const RUNS: readonly Row[] = [
  ['it begins: the file is run', [], { run: 1, running: true, verdict: null, view: 'exercise' }, [verify(1)]],
  ['it is run, under the name that it has now', [running(1, '02.ts')], { running: true, file: '02.ts' }, []],
  ['it is judged, and that is recorded', AT_WORK, { running: false, verdict: FAILED }, [record(FAILED)]],
  ['solved', SOLVED, { running: false, verdict: PASSED, number: 2 }, [record(PASSED)]],
  [
    'a save while it is read: judged again',
    [...AT_WORK, { type: 'changed' }],
    { run: 2, verdict: FAILED },
    [verify(2)],
  ],
  [
    'a save while it runs: the run is given up',
    [running(1), { type: 'changed' }],
    { run: 2, running: true },
    [verify(2)],
  ],
  [
    'a verdict on what is saved no more is of no use',
    [running(1), { type: 'changed' }, judged(1, PASSED)],
    { verdict: null, running: true },
    [],
  ],
  ['nor that it is gone', [{ type: 'changed' }, { type: 'gone', run: 1 }], { gone: false, running: true }, []],
  [
    'of many saves at once the newest is judged',
    [
      ...AT_WORK,
      ...Array.from({ length: 10 }, (): Event => ({ type: 'changed' })),
      judged(10, FAILED),
      running(11),
      judged(11, PASSED),
    ],
    { verdict: PASSED, run: 11 },
    [record(PASSED)],
  ],
  [
    'and the other way round',
    [...SOLVED, { type: 'changed' }, { type: 'changed' }, running(3), judged(2, PASSED), judged(3, FAILED)],
    { verdict: FAILED },
    [record(FAILED)],
  ],
  [
    'a file that changed during its run is run again',
    [running(1), judged(1, PASSED, true)],
    { run: 2, verdict: PASSED, running: false },
    [record(PASSED), verify(2)],
  ],
  [
    'a file that is gone',
    [...AT_WORK, { type: 'changed' }, { type: 'gone', run: 2 }],
    { gone: true, running: false, verdict: null },
    [],
  ],
  [
    'and put back',
    [{ type: 'gone', run: 1 }, { type: 'changed' }, running(2), judged(2, PASSED)],
    { gone: false, verdict: PASSED },
    [record(PASSED)],
  ],
  [
    'a new verdict is shown from its top',
    [running(1), { type: 'moved', top: 7 }, judged(1, FAILED)],
    { top: 0 },
    [record(FAILED)],
  ],
  [
    'how far the learner is, is shown',
    [...SOLVED, { type: 'progress', rows: ROWS.slice(1) }],
    { rows: ROWS.slice(1), verdict: PASSED },
    [],
  ],
  ['the text is moved', [...AT_WORK, { type: 'moved', top: 3 }], { top: 3 }, []],
]

const KEYS: readonly Row[] = [
  ['n: the next', [...AT_WORK, key('n')], { number: 2 }, [{ type: 'open', number: 3 }]],
  ['p: the one before', [...AT_WORK, key('p')], { number: 2 }, [{ type: 'open', number: 1 }]],
  [
    'it is opened with nothing of the one before, and run',
    [...AT_WORK, key('h'), hinted(1), key('n'), open(3)],
    { number: 3, title: 'exercise 3', file: '03.js', verdict: null, running: true, hint: null, seenHints: 0, top: 0 },
    [verify(2, 3)],
  ],
  ['a verdict on the one before comes too late', [running(1), open(3), judged(1, PASSED)], { verdict: null }, []],
  ['n: there is none after the last', [...AT_WORK, open(3), key('n')], { number: 3 }, []],
  ['p: there is none before the first', [...AT_WORK, open(1), key('p')], { number: 1 }, []],
  ['l: the list, with what is known now', [...AT_WORK, key('l')], { view: 'list' }, [{ type: 'read-progress' }]],
  ['l again: back', [key('l'), key('l')], { view: 'exercise' }, []],
  ['b: back', [key('l'), key('b')], { view: 'exercise' }, []],
  ['escape: back', [key('l'), key('escape')], { view: 'exercise' }, []],
  ['a number opens that exercise', [key('l'), key('1')], { view: 'list' }, [{ type: 'open', number: 1 }]],
  ['also the present one', [key('l'), key('2')], {}, [{ type: 'open', number: 2 }]],
  ['and then it is no list any more', [key('l'), key('1'), open(1)], { view: 'exercise', number: 1 }, [verify(2, 1)]],
  ['there is no such number', [key('l'), key('4')], { view: 'list' }, []],
  ['a number is no key elsewhere', [key('1')], { view: 'exercise' }, []],
  ['the list is not moved', [key('l'), { type: 'moved', top: 3 }], { top: 0 }, []],
  ['q leaves', [...AT_WORK, key('q')], {}, [LEAVE]],
  ['q leaves while a file runs', [running(1), key('q')], {}, [LEAVE]],
  ['q leaves the list', [key('l'), key('q')], {}, [LEAVE]],
  ['q leaves the question', [key('r'), key('q')], {}, [LEAVE]],
]

const HINTED: readonly Row[] = [
  ['none before it is asked for', AT_WORK, { hint: null }, [record(FAILED)]],
  ['h takes one', [...AT_WORK, key('h')], { hint: null }, [{ type: 'take-hint', number: 2, shown: 0 }]],
  [
    'it is shown where it can be seen',
    [...AT_WORK, key('h'), hinted(2)],
    { hint: hint(2), seenHints: 2, top: 'hint' },
    [],
  ],
  ['the next is one that was not shown here', [hinted(1), key('h')], {}, [{ type: 'take-hint', number: 2, shown: 1 }]],
  ['when all were shown, the first again', [hinted(3), ALL_SHOWN], { hint: hint(1), seenHints: 3 }, []],
  ['then the second', [hinted(3), ALL_SHOWN, ALL_SHOWN], { hint: hint(2), seenHints: 3, top: 'hint' }, []],
  ['nothing is left to hint at', [...SOLVED, key('h')], { hint: null }, []],
  ['a save leaves it there', [hinted(1), ...AT_WORK], { hint: hint(1) }, [record(FAILED)]],
]

/** A verdict in which these checks fail, in this order, each with a reason. */
const failing = (...names: readonly string[]): Verdict => ({
  ...FAILED,
  checks: names.map((name) => ({
    name,
    text: name,
    passed: false,
    why: { text: `why ${name}`, line: 7, code: null },
    exchange: null,
    header: null,
  })),
})
const [A, B] = [failing('a', 'b'), failing('b')]
const saved = (run: number, verdict: Verdict): readonly Event[] => [{ type: 'changed' }, judged(run, verdict)]
const told = (why: boolean, failedSaves: number) => ({ why, failedSaves })

const REASONS: readonly Row[] = [
  ['what is there when it is opened is no save', [judged(1, A)], told(false, 0), [record(A)]],
  ['not with the first save that fails', [judged(1, A), ...saved(2, A)], told(false, 1), [record(A)]],
  ['with the second', [judged(1, A), ...saved(2, A), ...saved(3, A)], told(true, 2), [record(A)]],
  ['and on', [judged(1, A), ...saved(2, A), ...saved(3, A), ...saved(4, A)], told(true, 3), [record(A)]],
  ['another check begins with none', [judged(1, A), ...saved(2, A), ...saved(3, B)], told(false, 1), [record(B)]],
  ['also after a reason', [...saved(2, A), ...saved(3, A), ...saved(4, B)], told(false, 1), [record(B)]],
  [
    'a save that passes begins again',
    [...saved(2, A), ...saved(3, PASSED), ...saved(4, A)],
    told(false, 1),
    [record(A)],
  ],
  [
    'many saves before a run is over are one',
    [...saved(2, A), { type: 'changed' }, { type: 'changed' }, judged(4, B)],
    told(false, 1),
    [record(B)],
  ],
  ['w tells it at once', [judged(1, A), key('w')], told(true, 0), []],
  ['and it stays while that check fails', [judged(1, A), key('w'), ...saved(2, A)], told(true, 1), [record(A)]],
  ['but not longer', [judged(1, A), key('w'), ...saved(2, B)], told(false, 1), [record(B)]],
  ['w is no key where nothing is known', [...AT_WORK, key('w')], told(false, 0), []],
  ['nor where all is told', [judged(1, A), key('w'), key('w')], told(true, 0), []],
  ['another exercise begins with none', [...saved(2, A), ...saved(3, A), open(3)], told(false, 0), [verify(4, 3)]],
  [
    'and so does the starter',
    [...saved(2, A), ...saved(3, A), { type: 'reset', kept: [] }],
    told(false, 0),
    [verify(4)],
  ],
]

const KEPT = ['Your file is kept as 02.old.js.']
const STARTED_OVER: readonly Event[] = [hinted(1), ...SOLVED, key('r'), key('y'), { type: 'reset', kept: KEPT }]

const RESET: readonly Row[] = [
  ['r asks', [...SOLVED, key('r')], { view: 'reset', verdict: PASSED }, []],
  ['b: nothing happens', [...SOLVED, key('r'), key('b')], { view: 'exercise', verdict: PASSED }, []],
  ['escape: nothing happens', [...SOLVED, key('r'), key('escape')], { view: 'exercise', verdict: PASSED }, []],
  ['y is no key before it is asked', [...SOLVED, key('y')], { view: 'exercise' }, []],
  ['other keys do nothing', [...SOLVED, key('r'), key('n')], { view: 'reset' }, []],
  ['y starts over', [...SOLVED, key('r'), key('y')], { view: 'reset' }, [{ type: 'reset', number: 2, file: '02.js' }]],
  [
    'the file is the starter, and it is run',
    STARTED_OVER,
    { view: 'exercise', fresh: true, kept: KEPT, verdict: null, running: true, hint: null },
    [verify(2)],
  ],
  [
    'what became of the file is said as long as nobody has solved it',
    [...STARTED_OVER, running(2), judged(2, FAILED)],
    { fresh: true, kept: KEPT },
    [record(FAILED)],
  ],
  [
    'then there are other things to say',
    [...STARTED_OVER, running(2), judged(2, PASSED)],
    { fresh: false },
    [record(PASSED)],
  ],
  ['in another exercise it is not said', [...STARTED_OVER, open(3)], { kept: [], fresh: false }, [verify(3, 3)]],
]

const ERROR = new Error('The disk is full.')

const ENDS: readonly Row[] = [
  [
    'what goes wrong ends it, and is told',
    [running(1), { type: 'failed', error: ERROR }],
    { running: false },
    [{ type: 'fail', error: ERROR }],
  ],
  ['without more words it ends at once if nothing runs', [...AT_WORK, { type: 'input-ended' }], {}, [LEAVE]],
  ['otherwise it waits', [running(1), { type: 'input-ended' }], { ending: true, running: true }, []],
  [
    'for the next result',
    [running(1), { type: 'input-ended' }, judged(1, FAILED)],
    { verdict: FAILED },
    [record(FAILED), LEAVE],
  ],
  [
    'also if the file has changed since',
    [{ type: 'input-ended' }, judged(1, FAILED, true)],
    {},
    [record(FAILED), LEAVE],
  ],
  ['or that there is no file', [{ type: 'input-ended' }, { type: 'gone', run: 1 }], { gone: true }, [LEAVE]],
  [
    'not for that of an older run',
    [running(1), { type: 'input-ended' }, { type: 'changed' }, judged(1, FAILED)],
    { verdict: null },
    [],
  ],
]

describe.each([
  ['runs', RUNS],
  ['keys', KEYS],
  ['reasons', REASONS],
  ['hints', HINTED],
  ['starting over', RESET],
  ['the end', ENDS],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_name, events, changes, effects) => {
    const played = play(events)
    expect(played.state).toMatchObject(changes)
    expect(played.effects).toEqual(effects)
  })
})

test('b leads to the screen before, where there is one; q never does', () => {
  const from = (nested: boolean, name: string) => reduce(begin(opened(2), ROWS, nested).state, key(name)).effects
  expect(from(true, 'b')).toEqual([{ type: 'go-back' }])
  expect(from(false, 'b')).toEqual([])
  expect(from(true, 'q')).toEqual([LEAVE])
})

test('a starter that was just written is told of until it is solved', () => {
  const fresh = opened(2, { fresh: true })
  expect(play(AT_WORK, fresh).state.fresh).toBe(true)
  expect(play(SOLVED, fresh).state.fresh).toBe(false)
})

test('hints that were shown another day count', () => {
  const exercise = opened(2, { seenHints: 2 })
  expect(play([key('h')], exercise).effects).toEqual([{ type: 'take-hint', number: 2, shown: 2 }])
})

// Where nothing is redrawn, that is how a word is known that does nothing.
test.each<readonly [string, readonly Event[], Event]>([
  ['a key that does nothing here', AT_WORK, key('x')],
  ['a key that does nothing now', SOLVED, key('h')],
  ['a run that is no more the newest', [{ type: 'changed' }], judged(1, PASSED)],
  ['a text that cannot be moved', [key('l')], { type: 'moved', top: 1 }],
])('%s leaves the very same state', (_, events, event) => {
  const { state } = play(events)
  expect(reduce(state, event)).toEqual({ state, effects: [] })
  expect(reduce(state, event).state).toBe(state)
})
