import type { Verdict } from '../../exercise/judge.ts'
import type { HintShown } from '../../terminal/exercise/hints.ts'
import { actionOf, type Action } from '../../terminal/watch/keys.ts'
import { currentFailure, type WatchRow, type WatchState } from '../../terminal/watch/state.ts'

/** All that `watch` knows: what the learner sees, and what it waits for. */
export interface State extends WatchState {
  /** The number of the newest run. What comes of an older one is of no use. */
  readonly run: number
  /** What is run was saved by the learner: it is not as it was when it was opened. */
  readonly saved: boolean
  /** How many saves in a row failed at the same check, which is the first that fails. */
  readonly failedSaves: number
  /** Nobody will press another key: it ends with the next result. */
  readonly ending: boolean
}

/** An exercise that was opened: what the learner sees of it first. */
export type Opened = Pick<State, 'number' | 'title' | 'file' | 'fresh' | 'hints' | 'seenHints' | 'solution'>

/** What happens while an exercise is watched. */
export type Event =
  | { readonly type: 'key'; readonly key: string }
  /** The text is to begin with this line, counted from 0. */
  | { readonly type: 'moved'; readonly top: number }
  /** Nobody will press another key. */
  | { readonly type: 'input-ended' }
  /** A file in the folder changed. */
  | { readonly type: 'changed' }
  | { readonly type: 'opened'; readonly exercise: Opened }
  /** The file is being run. It may have another name than before, as with another ending. */
  | { readonly type: 'running'; readonly run: number; readonly file: string }
  /** There is no file to run. */
  | { readonly type: 'gone'; readonly run: number }
  /** `changed`: while it ran, the file became another one. */
  | { readonly type: 'judged'; readonly run: number; readonly verdict: Verdict; readonly changed: boolean }
  /** Null: all hints were shown before. */
  | { readonly type: 'hinted'; readonly hint: HintShown | null }
  /** The file is the starter again. `kept`: what became of the learner's own. */
  | { readonly type: 'reset'; readonly kept: readonly string[] }
  /** How far the learner is in every exercise. */
  | { readonly type: 'progress'; readonly rows: readonly WatchRow[] }
  /** Something ends the watching, as a disk that is full. */
  | { readonly type: 'failed'; readonly error: unknown }

/** What is to be done, and told of by an event. `number`: of the exercise. */
export type Effect =
  /** Write the starter where there is no file: `opened`. */
  | { readonly type: 'open'; readonly number: number }
  /** Give up the run before; run the file and judge it: `running` and `judged`, or `gone`. */
  | { readonly type: 'verify'; readonly number: number; readonly run: number }
  /** Put the starter in place of the file, which is kept: `reset`. */
  | { readonly type: 'reset'; readonly number: number; readonly file: string }
  /** Take the next hint; so many were shown here: `hinted`. */
  | { readonly type: 'take-hint'; readonly number: number; readonly shown: number }
  /** Write down how far the learner came: `progress`. */
  | { readonly type: 'record'; readonly number: number; readonly verdict: Verdict }
  /** Read how far the learner is in every exercise: `progress`. */
  | { readonly type: 'read-progress' }
  | { readonly type: 'leave' }
  /** Leave, to the screen before. */
  | { readonly type: 'go-back' }
  /** Leave, and tell why. */
  | { readonly type: 'fail'; readonly error: unknown }

/** What comes of an event. */
export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** The first step: an exercise is opened, and its file is run. @param nested there is a screen to go back to */
export const begin = (exercise: Opened, rows: readonly WatchRow[], nested = false): Step =>
  open(exercise, { rows, run: 0, ending: false, nested })

/** What an event comes to. Where it means nothing now, the state is the very same. */
export function reduce(state: State, event: Event): Step {
  switch (event.type) {
    case 'key':
      return press(state, event.key)
    case 'moved':
      return state.view === 'exercise' ? step({ ...state, top: event.top }) : step(state)
    case 'input-ended':
      return state.running ? step({ ...state, ending: true }) : step(state, { type: 'leave' })
    case 'changed':
      return verify({ ...state, saved: true })
    case 'opened':
      return open(event.exercise, state)
    case 'running':
    case 'gone':
    case 'judged':
      return event.run === state.run ? hear(state, event) : step(state)
    case 'hinted':
      return step(showHint(state, event.hint))
    case 'reset':
      return verify({
        ...state,
        view: 'exercise',
        fresh: true,
        kept: event.kept,
        verdict: null,
        running: true,
        hint: null,
        ...UNTRIED,
      })
    case 'progress':
      return step({ ...state, rows: event.rows })
    case 'failed':
      return step({ ...state, running: false }, { type: 'fail', error: event.error })
  }
}

const step = (state: State, ...effects: readonly Effect[]): Step => ({ state, effects })

function open(
  exercise: Opened,
  { rows, run, ending, nested }: Pick<State, 'rows' | 'run' | 'ending' | 'nested'>,
): Step {
  return verify({
    ...exercise,
    rows,
    run,
    ending,
    nested,
    gone: false,
    kept: [],
    verdict: null,
    running: true,
    hint: null,
    view: 'exercise',
    top: 0,
    ...UNTRIED,
  })
}

function verify(state: State, ...first: readonly Effect[]): Step {
  const run = state.run + 1
  return step({ ...state, run }, ...first, { type: 'verify', number: state.number, run })
}

/** Nothing of the learner's was judged yet. */
const UNTRIED = { saved: false, failedSaves: 0, why: false } as const

/** When it is told why a check failed, though nobody asked: after so many saves in a row. */
const SAVES_UNTIL_WHY = 2

/** How often the check failed that fails first, and whether it is told why. */
function failuresAfter(state: State, verdict: Verdict): Pick<State, 'failedSaves' | 'why'> {
  const check = currentFailure(verdict)
  if (check === null) return { failedSaves: 0, why: false }
  const isSame = check.name === currentFailure(state.verdict)?.name
  const failedSaves = (isSame ? state.failedSaves : 0) + (state.saved ? 1 : 0)
  return { failedSaves, why: (isSame && state.why) || failedSaves >= SAVES_UNTIL_WHY }
}

/** News of the newest run. */
function hear(state: State, event: Extract<Event, { readonly run: number }>): Step {
  const { number, ending } = state
  const leave = ending ? [{ type: 'leave' } as const] : []
  if (event.type === 'running') return step({ ...state, gone: false, running: true, file: event.file })
  if (event.type === 'gone') return step({ ...state, gone: true, running: false, verdict: null }, ...leave)
  const { verdict, changed } = event
  const judged = {
    ...state,
    ...failuresAfter(state, verdict),
    verdict,
    running: false,
    fresh: state.fresh && !verdict.passed,
    top: 0,
  }
  const record = { type: 'record', number, verdict } as const
  return changed && !ending ? verify({ ...judged, saved: true }, record) : step(judged, record, ...leave)
}

/** A new hint; when all have been shown, the first again and then the others. */
function showHint(state: State, taken: HintShown | null): State {
  if (taken) return { ...state, hint: taken, seenHints: taken.number, top: 'hint' }
  const again = state.hints[(state.hint?.number ?? 0) % state.hints.length]
  // A new object, because it is news.
  return { ...state, hint: again ? { ...again } : null, top: 'hint' }
}

function press(state: State, key: string): Step {
  const action = actionOf(key, state)
  if (action) return act(state, action)
  const row = state.view === 'list' ? state.rows[Number(key) - 1] : undefined
  return row ? step(state, { type: 'open', number: row.number }) : step(state)
}

function act(state: State, action: Action): Step {
  const { number, file, seenHints } = state
  switch (action) {
    case 'why':
      return step({ ...state, why: true, top: 0 })
    case 'hint':
      return step(state, { type: 'take-hint', number, shown: seenHints })
    case 'next':
      return step(state, { type: 'open', number: number + 1 })
    case 'previous':
      return step(state, { type: 'open', number: number - 1 })
    case 'list':
      return step({ ...state, view: 'list' }, { type: 'read-progress' })
    case 'reset':
      return step({ ...state, view: 'reset' })
    case 'yes':
      return step(state, { type: 'reset', number, file })
    case 'back':
      return state.view === 'exercise' ? step(state, { type: 'go-back' }) : step({ ...state, view: 'exercise' })
    case 'quit':
      return step(state, { type: 'leave' })
  }
}
