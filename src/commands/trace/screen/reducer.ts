import { LETTERS } from '../../../terminal/key-table.ts'
import { actionOf, choosesNow, type TraceAction } from '../../../terminal/trace/keys.ts'
import { serverName } from '../../../terminal/trace/server-name.ts'
import {
  chosenFinding,
  chosenPlace,
  chosenRow,
  findingsOf,
  placeOf,
  type TraceRow,
  type TraceState,
  type TraceView,
} from '../../../terminal/trace/state.ts'

/** What happens while an app is traced at a terminal. */
export type TraceHappening =
  /** `typed`: the character that the key types; empty for none. */
  | { readonly type: 'key'; readonly key: string; readonly typed: string }
  /** The text is to begin with this line. */
  | { readonly type: 'moved'; readonly top: number }
  /** Ctrl-C. */
  | { readonly type: 'interrupted' }
  /** More is known of the app. */
  | ({ readonly type: 'news' } & Pick<
      TraceState,
      'rows' | 'findings' | 'processes' | 'aside' | 'forgotten' | 'dropped' | 'notices'
    >)
  /** How many lines were printed until now. */
  | { readonly type: 'printed'; readonly lines: number }
  /** The command has ended. `stays`: there is something to look at. */
  | { readonly type: 'ended'; readonly how: string; readonly stays: boolean }

/** What is to be done. */
export type TraceEffect =
  | { readonly type: 'signal'; readonly name: 'SIGINT' | 'SIGKILL' }
  /** Hand a line to the command. */
  | { readonly type: 'type'; readonly line: string }
  /** Copy a request as a command for a shell. */
  | { readonly type: 'copy'; readonly number: number }
  /** Play a lesson from the step with this title. */
  | { readonly type: 'lesson'; readonly lesson: number; readonly step: string }
  | { readonly type: 'leave' }

/** What comes of something that happens. */
export interface TraceStep {
  readonly state: TraceState
  readonly effects: readonly TraceEffect[]
}

const step = (state: TraceState, ...effects: readonly TraceEffect[]): TraceStep => ({ state, effects })

/** What comes of something that happens. Where it means nothing now, the state is the very same. */
export function reduceTrace(state: TraceState, happening: TraceHappening): TraceStep {
  switch (happening.type) {
    case 'key':
      return state.typing ? typeOn(state, happening.key, happening.typed) : press(state, happening.key)
    case 'moved':
      return step(atTop(state, happening.top))
    case 'interrupted':
      return quit(state)
    case 'news': {
      const { type: _, ...known } = happening
      return step(listAgain({ ...state, ...known }))
    }
    case 'printed':
      return step(printed(state, happening.lines))
    case 'ended':
      return happening.stays && state.stopping === 'no'
        ? step({ ...state, ended: happening.how, typing: null })
        : step({ ...state, ended: happening.how, typing: null }, { type: 'leave' })
  }
}

function press(state: TraceState, key: string): TraceStep {
  if (choosesNow(state) && (key === LETTERS.up || key === LETTERS.down)) {
    return step(choose(state, key === LETTERS.up ? -1 : 1))
  }
  const action = actionOf(key, state)
  return action ? act(state, action) : step(state)
}

function act(state: TraceState, action: TraceAction): TraceStep {
  const { view } = placeOf(state)
  switch (action) {
    case 'open':
      return step(view === 'findings' ? goTo(state, 'finding') : goTo(stay(state), 'exchange'))
    case 'back':
      return step(back(state))
    case 'marked':
      return step(listAgain({ ...state, marked: !state.marked }))
    case 'all':
      return step(listAgain({ ...state, filter: '', all: state.filter === '' ? !state.all : state.all }))
    case 'filter':
      return step({ ...state, typing: { what: 'filter', text: state.filter } })
    case 'type':
      return step({ ...(view === 'output' ? state : goTo(state, 'output')), typing: { what: 'line', text: '' } })
    case 'explain':
      return step(explain(stay(state)))
    case 'command': {
      const { number = 0 } = chosenRow(state) ?? {}
      return step(goTo(stay(state), 'command'), { type: 'copy', number })
    }
    case 'story':
    case 'cookie':
    case 'trace':
      return step(goTo(stay(state), action))
    case 'live':
    case 'output':
    case 'summary':
    case 'words':
      return step(goTo(state, action))
    case 'lesson': {
      const finding = chosenFinding(state)
      return finding ? step(state, { type: 'lesson', lesson: finding.lesson, step: finding.step }) : step(state)
    }
    case 'quit':
      return quit(state)
  }
}

/** Pages about one request take each other's place: one `back` leads to the request. */
const CLOSE_UPS: ReadonlySet<TraceView> = new Set(['trace', 'command', 'cookie', 'story'])

function goTo(state: TraceState, view: TraceView): TraceState {
  const { places } = state
  const below = CLOSE_UPS.has(placeOf(state).view) && CLOSE_UPS.has(view) ? places.slice(0, -1) : places
  return { ...state, places: [...below, { view, top: 0 }] }
}

const back = (state: TraceState): TraceState => {
  const { places, finding } = state
  const left = places.length > 1 ? places.slice(0, -1) : places
  // The list has no finding of its own.
  return { ...state, places: left, finding: left.length > 1 ? finding : null }
}

const atTop = (state: TraceState, top: number): TraceState => ({
  ...state,
  places: [...state.places.slice(0, -1), { ...placeOf(state), top }],
})

/** What is looked at stays, though newer requests come. */
const stay = (state: TraceState): TraceState => ({ ...state, chosen: chosenRow(state)?.number ?? state.chosen })

function choose(state: TraceState, by: 1 | -1): TraceState {
  if (placeOf(state).view === 'findings') {
    const { findings } = state
    const place = findings.findIndex(({ first }) => first === chosenFinding(state)?.first)
    return { ...state, finding: findings[Math.max(0, place + by)]?.first ?? state.finding }
  }
  const { listed, chosen } = state
  const place = chosenPlace(state) + by
  // Below the last one are those that are still to come.
  if (place >= listed.length) return chosen === null ? state : { ...state, chosen: null }
  return { ...state, chosen: listed[Math.max(0, place)]?.number ?? chosen }
}

/** Where it is clear which finding is meant, it is explained; else they are listed. */
function explain(state: TraceState): TraceState {
  const { findings } = state
  const own = findingsOf(state, chosenRow(state)?.number)
  const [first] = own.length > 0 ? own : findings
  const isClear = own.length === 1 || findings.length === 1
  return goTo({ ...state, finding: first?.first ?? null }, isClear ? 'finding' : 'findings')
}

function quit(state: TraceState): TraceStep {
  const { stopping, ended } = state
  if (ended !== null) return step(state, { type: 'leave' })
  const still = { ...state, typing: null }
  if (stopping === 'no') return step({ ...still, stopping: 'asked' }, { type: 'signal', name: 'SIGINT' })
  return step({ ...still, stopping: 'killed' }, { type: 'signal', name: 'SIGKILL' })
}

function typeOn(state: TraceState, key: string, typed: string): TraceStep {
  const { typing } = state
  if (!typing) return step(state)
  const { what, text } = typing
  if (key === LETTERS.giveUp) return step({ ...state, typing: null })
  if (key === LETTERS.onward) {
    const done = { ...state, typing: null }
    return what === 'filter'
      ? step(listAgain({ ...done, filter: text.trim() }))
      : step(atTop(done, 0), { type: 'type', line: text })
  }
  if (key === LETTERS.takeBack) return step({ ...state, typing: { what, text: text.replace(/.$/su, '') } })
  return typed === '' ? step(state) : step({ ...state, typing: { what, text: text + typed } })
}

/** Anyone who looks at earlier output goes on looking at the same lines. */
function printed(state: TraceState, lines: number): TraceState {
  const { view, top } = placeOf(state)
  const more = lines - state.printed
  const now = { ...state, printed: lines }
  return view === 'output' && top > 0 ? atTop(now, top + more) : now
}

/** Looks again which requests are listed. */
function listAgain(state: TraceState): TraceState {
  const { rows, aside, all, marked, filter, findings } = state
  const wanted = filter.toLowerCase()
  const numbers = new Set(findings.map(({ exchange }) => exchange))
  const fits = ({ url, client, server }: TraceRow) =>
    wanted === '' || [url, client, serverName(server)].some((text) => text.toLowerCase().includes(wanted))
  const fitting = rows.filter((row) => fits(row) && (!marked || numbers.has(row.number)))
  // What builds the pages of a front end gets more requests than the app behind it.
  const isBeside = ({ server }: TraceRow) => aside.includes(server)
  // A request that a finding is about is no bycatch.
  const isLeftOut = (row: TraceRow) => !all && !numbers.has(row.number) && (row.isStatic || isBeside(row))
  const left = fitting.filter(isLeftOut)
  const beside = left.filter(isBeside).length
  return {
    ...state,
    listed: left.length === 0 ? fitting : fitting.filter((row) => !isLeftOut(row)),
    hidden: left.length - beside,
    beside,
  }
}
