import { LETTERS } from '../key-table.ts'
import type { Key } from '../keys.ts'
import { canTellWhy, hasNext, type WatchState } from './state.ts'

/** What the learner can ask for by a key. Where nothing is redrawn, they type this word. */
export type Action = 'why' | 'hint' | 'next' | 'previous' | 'list' | 'reset' | 'yes' | 'back' | 'quit'

interface Binding {
  readonly action: Action
  readonly key: string
  /** Other keys that do the same; no bar names them. */
  readonly also?: readonly string[]
  /** The words in the key bar, if not the action. */
  readonly bar?: (state: WatchState) => string
  /** Whether it does something now; always, if left out. */
  readonly works?: (state: WatchState) => boolean
}

const BACK = { action: 'back', key: LETTERS.back, also: ['escape'] } as const
const QUIT = { action: 'quit', key: LETTERS.quit } as const

/** Every key of `watch`, in the order of the key bar. In the list, the number of an exercise opens it. */
const BINDINGS: Readonly<Record<WatchState['view'], readonly Binding[]>> = {
  exercise: [
    {
      action: 'why',
      key: LETTERS.why,
      works: canTellWhy,
    },
    {
      action: 'hint',
      key: LETTERS.hint,
      bar: ({ seenHints, hints }) =>
        seenHints === 0 ? 'hint' : seenHints < hints.length ? 'another hint' : 'hints again',
      // Hints speak of what is still to be done.
      works: ({ verdict }) => !verdict?.passed,
    },
    { action: 'next', key: LETTERS.nextExercise, works: hasNext },
    { action: 'previous', key: LETTERS.previousExercise, works: ({ number }) => number > 1 },
    { action: 'list', key: LETTERS.exercises },
    { action: 'reset', key: LETTERS.again, bar: () => 'start over' },
    { ...BACK, works: ({ nested }) => nested },
    QUIT,
  ],
  list: [{ ...BACK, also: [LETTERS.exercises, 'escape'] }, QUIT],
  reset: [{ action: 'yes', key: LETTERS.yes, bar: () => 'yes, start over' }, BACK, QUIT],
}

const ALL = Object.values(BINDINGS).flat()

/** Moves the text, where not all of it fits. */
export const SCROLL: readonly (Key & { readonly by: 1 | -1 })[] = [
  { key: LETTERS.down, also: [LETTERS.onward, 'space'], word: 'more', by: 1 },
  { key: LETTERS.up, word: 'back up', by: -1 },
]

const working = (state: WatchState): readonly Binding[] =>
  BINDINGS[state.view].filter(({ works }) => works?.(state) ?? true)

/** The numbers that open an exercise now, as in `1-5`. */
const numbers = ({ view, rows }: WatchState): readonly string[] => (view === 'list' ? [`1-${rows.length}`] : [])

/** The keys that do something now, for the key bar. */
export const keysOf = (state: WatchState): readonly Key[] => [
  ...numbers(state).map((key) => ({ key, word: 'open' })),
  ...working(state).map(({ action, key, bar }) => ({ key, word: bar?.(state) ?? action })),
]

/** The words that do something now. */
export const wordsOf = (state: WatchState): readonly string[] => [
  ...numbers(state),
  ...working(state).map(({ action }) => action),
]

/** What a key asks for now, or null. */
export const actionOf = (key: string, state: WatchState): Action | null =>
  working(state).find((binding) => binding.key === key || binding.also?.includes(key))?.action ?? null

/** The key that a typed word stands for; anything else may be a key itself. */
export const keyOfWord = (typed: string): string => ALL.find(({ action }) => action === typed)?.key ?? typed

/** The key that asks for something, to be named in a sentence. */
export const keyFor = (action: Action): string => keyOfWord(action)
