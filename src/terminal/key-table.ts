import type { Key } from './keys.ts'

/**
 * Every key of the program by what it asks for. A key asks for the same on every screen, and a thing has one key: a bar words it as it fits
 * there. Arrow keys and numbers choose from lists.
 */
export const LETTERS = {
  /** What comes next: a page, the rest of a text, a choice; where nothing does, the screen before. */
  onward: 'enter',
  back: 'b',
  quit: 'q',
  /** The steps of a lesson. */
  steps: 'g',
  /** From its beginning: a page, or after a question an exercise. */
  again: 'r',
  /** Another option for the app. */
  change: 'x',
  /** The game: a change that makes a claim false. */
  game: 'f',
  /** Everything, where only what matters is shown. */
  all: 'a',
  trace: 'd',
  /** A cookie taken apart. */
  cookie: 's',
  /** What is on the screen, as a command for a shell. */
  command: 'c',
  /** The app itself: in a lesson it is opened in the learner's own browser, in a trace what it prints is shown. */
  app: 'o',
  types: 't',
  words: '?',
  hint: 'h',
  why: 'w',
  nextExercise: 'n',
  previousExercise: 'p',
  exercises: 'l',
  yes: 'y',
  /** What is wrong, why, and how to fix it. */
  explain: 'e',
  /** Only what has a finding. */
  marked: '!',
  /** Only what has a text in it, which is typed. */
  filter: '/',
  /** The visits of one browser, and what became of its sessions. */
  story: 'v',
  summary: 'u',
  /** A line for a command, which is typed. */
  type: ':',
  /** The last character of what is typed goes. */
  takeBack: 'backspace',
  /** What is typed goes nowhere. */
  giveUp: 'escape',
  down: 'down',
  up: 'up',
} as const

/** What a key can ask for. */
export type Meaning = keyof typeof LETTERS

/** Other keys that do the same as one; no bar names them. */
const ALSO: Readonly<Record<string, readonly string[]>> = { b: ['escape'], enter: ['space'] }

/** The key for something, and the word for it in the key bar. */
export const keyTo = (meaning: Meaning, word: string): Key => {
  const key = LETTERS[meaning]
  const also = ALSO[key]
  return also ? { key, word, also } : { key, word }
}

/** Enter where nothing follows: it leads back, as `b` does everywhere. */
export const enterBack = (word: string): Key => {
  const { key, also = [] } = keyTo('onward', word)
  return { key, word, also: [...also, LETTERS.back, ...(ALSO[LETTERS.back] ?? [])] }
}

/** Ends the program, or what was asked for by name; progress is kept. */
export const QUIT: Key = keyTo('quit', 'quit')
