import { keyTo, LETTERS, type Meaning } from '../key-table.ts'
import { pressedOf, type Key } from '../keys.ts'
import { chosenFinding, chosenRow, placeOf, type TraceState, type TraceView } from './state.ts'

/** What a person can ask for by a key while an app is traced. */
export type TraceAction =
  | 'open'
  | 'back'
  | 'marked'
  | 'filter'
  | 'all'
  | 'story'
  | 'command'
  | 'cookie'
  | 'explain'
  | 'live'
  | 'lesson'
  | 'trace'
  | 'output'
  | 'type'
  | 'summary'
  | 'words'
  | 'quit'

interface Binding {
  readonly action: TraceAction
  readonly meaning: Meaning
  /** The word in the key bar, if not the action. */
  readonly word?: (state: TraceState) => string
  /** The bar does not name it here, but on the page where it is needed most. */
  readonly isQuiet?: true
  /** Whether it does something now; always, if left out. */
  readonly works?: (state: TraceState) => boolean
}

const hasRow = (state: TraceState): boolean => chosenRow(state) !== undefined
const hasFindings = ({ findings }: TraceState): boolean => findings.length > 0
const runs = ({ isOurs, ended, stopping }: TraceState): boolean => isOurs && ended === null && stopping === 'no'

const QUIT: Binding = {
  action: 'quit',
  meaning: 'quit',
  word: ({ ended, stopping }) => (ended !== null || stopping === 'no' ? 'quit' : 'kill'),
  works: ({ stopping }) => stopping !== 'killed',
}
const BACK: Binding = { action: 'back', meaning: 'back' }
const EXPLAIN: Binding = { action: 'explain', meaning: 'explain', works: hasFindings }
const STORY: Binding = { action: 'story', meaning: 'story', word: () => 'visits', works: hasRow }
const COMMAND: Binding = { action: 'command', meaning: 'command', word: () => 'curl' }
const COOKIE: Binding = { action: 'cookie', meaning: 'cookie' }
const TRACE: Binding = { action: 'trace', meaning: 'trace' }
const TYPE: Binding = { action: 'type', meaning: 'type', works: runs }

/** The step of a lesson that shows a finding. */
const LESSON: Binding = {
  action: 'lesson',
  meaning: 'steps',
  word: (state) => `lesson ${chosenFinding(state)?.lesson ?? ''}`,
  works: (state) => chosenFinding(state) !== undefined,
}

/** The keys of a page about one request. */
const OF_REQUEST: readonly Binding[] = [COMMAND, COOKIE, TRACE, STORY, EXPLAIN, BACK, QUIT]

/** Every key, in the order of the key bar. */
const BINDINGS: Readonly<Record<TraceView, readonly Binding[]>> = {
  list: [
    { action: 'open', meaning: 'onward', works: hasRow },
    {
      action: 'marked',
      meaning: 'marked',
      word: ({ marked }) => (marked ? 'all again' : 'findings'),
      works: (state) => state.marked || hasFindings(state),
    },
    { action: 'filter', meaning: 'filter', works: ({ rows }) => rows.length > 0 },
    {
      action: 'all',
      meaning: 'all',
      word: ({ all, filter }) => (all && filter === '' ? 'fewer' : 'all'),
      works: ({ rows, hidden, beside, filter, all, aside }) =>
        hidden + beside > 0 || filter !== '' || (all && (aside.length > 0 || rows.some(({ isStatic }) => isStatic))),
    },
    STORY,
    EXPLAIN,
    { action: 'output', meaning: 'app', works: ({ isOurs }) => isOurs },
    { ...TYPE, isQuiet: true },
    { action: 'summary', meaning: 'summary' },
    { action: 'words', meaning: 'words', works: hasRow, isQuiet: true },
    QUIT,
  ],
  exchange: [...OF_REQUEST.slice(0, -2), { action: 'words', meaning: 'words' }, BACK, QUIT],
  trace: OF_REQUEST.filter((one) => one !== TRACE),
  command: OF_REQUEST.filter((one) => one !== COMMAND),
  cookie: OF_REQUEST.filter((one) => one !== COOKIE),
  story: [BACK, QUIT],
  findings: [{ action: 'open', meaning: 'onward', word: () => 'explain' }, BACK, QUIT],
  finding: [{ action: 'live', meaning: 'onward', word: () => 'show it live' }, LESSON, BACK, QUIT],
  live: [BACK, QUIT],
  output: [TYPE, { ...BACK, meaning: 'app', word: () => 'requests' }, QUIT],
  summary: [BACK, QUIT],
  words: [BACK, QUIT],
}

/** Views in which arrow keys choose; in all others they move the text. */
const CHOOSES: ReadonlySet<TraceView> = new Set(['list', 'findings'])

/** Whether arrow keys choose now. */
export const choosesNow = (state: TraceState): boolean => CHOOSES.has(placeOf(state).view)

const working = (state: TraceState): readonly Binding[] =>
  BINDINGS[placeOf(state).view].filter(({ works }) => works?.(state) ?? true)

const keyOf = ({ action, meaning, word }: Binding, state: TraceState): Key => {
  const key = keyTo(meaning, word?.(state) ?? action)
  // Escape leads back wherever something does.
  return action === 'back' ? { ...key, also: [...(key.also ?? []), LETTERS.back, LETTERS.giveUp] } : key
}

/** The two keys that choose, or move a text, as one in the key bar. */
export const arrows = (word: string): Key => ({ key: [LETTERS.up, LETTERS.down].join('/'), word })

const countOf = (state: TraceState): number =>
  placeOf(state).view === 'findings' ? state.findings.length : state.listed.length

/** The keys that do something now, for the key bar. @param scrolls whether there is more text than room */
export function keysOf(state: TraceState, scrolls: boolean): readonly Key[] {
  if (state.typing) {
    return [keyTo('onward', state.typing.what === 'filter' ? 'filter' : 'send'), keyTo('giveUp', 'back')]
  }
  const moves = choosesNow(state) ? countOf(state) > 1 : scrolls
  return [
    ...(moves ? [arrows(choosesNow(state) ? 'choose' : 'more')] : []),
    ...working(state).flatMap((binding) => (binding.isQuiet ? [] : [keyOf(binding, state)])),
  ]
}

/** What a key asks for now, or null. */
export const actionOf = (key: string, state: TraceState): TraceAction | null =>
  working(state).find((binding) => pressedOf([keyOf(binding, state)], key) !== undefined)?.action ?? null
