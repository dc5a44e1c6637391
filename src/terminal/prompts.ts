import { createPrompt, isDownKey, isEnterKey, isUpKey, useEffect, useKeypress, useState } from '@inquirer/core'
import { createPromptModule } from 'inquirer'
import type { EventEmitter } from 'node:events'
import type { Environment } from '../environment.ts'
import { keyTo, LETTERS } from './key-table.ts'
import { chooseKey, pressedOf, type Key } from './keys.ts'
import { windowOf } from './window.ts'

/** A list to choose from, with arrow keys or by number. */
export interface Question {
  /** The lines above the list, already rendered. */
  readonly head: string
  readonly choices: readonly string[]
  /** Counts from 0; the first if left out. Null: none, and until one is selected Enter does nothing. */
  readonly preselected?: number | null
  /** Shown below the list one by one, each time `h` is pressed. */
  readonly hints?: readonly string[]
  /** Nothing of it stays on the screen afterwards; else the question and the choice do. */
  readonly fleeting?: boolean
  /** Other keys that end the question. */
  readonly keys?: readonly Key[]
  /** How many choices show a number. Where it may have more digits than one, it is typed in full; else one digit chooses. */
  readonly numbered?: number
  /** Where there is not always room for the whole list: the lines that it may take, and what stands for the rest. */
  readonly room?: { readonly lines: number; renderRest(count: number, where: 'above' | 'below'): string }
  /** Renders the list. */
  renderChoice(choice: string, place: number, selected: boolean): string
  renderHint(hint: string): string
  renderKeys(keys: readonly Key[]): string
}

/** A screen that changes by itself, until a key ends it. */
export interface LiveScreen {
  /** The screen as it is now, the key bar included. */
  render(): string
  /** Receives a key, and the character that it types, if it types one. @returns true to leave the screen */
  press(key: string, typed: string): boolean
  /** Receives Ctrl-C, where it does not end the program. */
  interrupt?(): void
  /** Calls back when the screen has changed. @returns stops that */
  subscribe(changed: () => void): () => void
  /** Whether the screen is left by itself, asked whenever it has changed. */
  isOver(): boolean
}

/** A choice by its index, or the key that ended the question instead. */
export type Choice = { readonly index: number } | { readonly key: string }

/** No key was pressed: what was waited for besides has come. */
export const WOKEN = ''

/** Everything that is asked of a person at a terminal. Each throws the reason of `interrupted` on Ctrl-C. */
export interface Prompts {
  confirm(message: string): Promise<boolean>
  input(message: string, check: (text: string) => string | true): Promise<string>
  /** Like input, but what is typed is not shown. */
  secret(message: string): Promise<string>
  choose(question: Question): Promise<Choice>
  /** Shows a screen that changes by itself, until one of its keys ends it. Nothing of it stays. */
  live(screen: LiveScreen): Promise<void>
  /**
   * Waits for one of the keys and returns it. The key bar is gone afterwards.
   * @param waken begins to wait for something else, and returns what stops that: when it calls back, {@link WOKEN} is returned
   */
  key(
    keys: readonly Key[],
    render: (keys: readonly Key[]) => string,
    waken?: (wake: () => void) => () => void,
  ): Promise<string>
}

interface KeyQuestion {
  readonly keys: readonly Key[]
  readonly bar: string
  readonly waken?: (wake: () => void) => () => void
}

/** The name of a key. Readline has none for signs such as `?`: they are what they type. */
function nameOf(event: { readonly name: string }): string {
  const { name, sequence } = event as { readonly name?: string; readonly sequence?: string }
  return name ?? sequence ?? ''
}

/** The character that a key types; empty for one that types none. */
function typedBy(event: { readonly name: string }): string {
  const { sequence = '', ctrl, meta } = event as { sequence?: string; ctrl?: boolean; meta?: boolean }
  return !ctrl && !meta && /^\P{Cc}$/u.test(sequence) ? sequence : ''
}

// In these three what is typed are keys and not a line, so each clears the line that readline collects: with something in it,
// Ctrl-D would mean another thing.
const keyPrompt = createPrompt<string, KeyQuestion>((config, done) => {
  useEffect(() => config.waken?.(() => done(WOKEN)), [])
  useKeypress((event, line) => {
    line.clearLine(0)
    const pressed = pressedOf(config.keys, isEnterKey(event) ? 'enter' : nameOf(event))
    if (pressed !== undefined) done(pressed)
  })
  return config.bar
})

const livePrompt = createPrompt<null, { readonly screen: LiveScreen }>(({ screen }, done) => {
  const [, redraw] = useState(0)
  useEffect(() => screen.subscribe(() => (screen.isOver() ? done(null) : redraw((count) => count + 1))), [])
  useEffect((line) => {
    if (!screen.interrupt) return
    // Else the prompt would end (@inquirer/core create-prompt.js, "SIGINT must be explicitly handled").
    const events: EventEmitter = line as never
    events.removeAllListeners('SIGINT')
    events.on('SIGINT', () => screen.interrupt?.())
  }, [])
  useKeypress((event, line) => {
    line.clearLine(0)
    if (screen.press(isEnterKey(event) ? 'enter' : nameOf(event), typedBy(event))) done(null)
    else redraw((count) => count + 1)
  })
  return screen.render()
})

const choosePrompt = createPrompt<Choice, { readonly question: Question }>(({ question }, done) => {
  const { choices, hints = [], keys = [], numbered = 0 } = question
  const { preselected = 0 } = question
  const [selected, select] = useState(preselected)
  const [hinted, showHints] = useState(0)
  const [typed, type] = useState('')
  const [over, end] = useState(false)

  const choose = (index: number) => {
    select(index)
    end(true)
    done({ index })
  }
  useKeypress((event, line) => {
    line.clearLine(0)
    const number = typedNumber(typed, event.name, choices.length)
    // Other keys end a number.
    type(number === null ? '' : String(number))
    if (isEnterKey(event)) {
      if (selected !== null) choose(selected)
    } else if (isUpKey(event)) select(((selected ?? 0) + choices.length - 1) % choices.length)
    else if (isDownKey(event)) select(((selected ?? -1) + 1) % choices.length)
    else if (number !== null && number * 10 <= numbered) select(number - 1)
    else if (number !== null) choose(number - 1)
    else if (event.name === LETTERS.hint && hinted < hints.length) showHints(hinted + 1)
    else {
      const key = pressedOf(keys, nameOf(event))
      if (key === undefined) return
      end(true)
      done({ key })
    }
  })

  if (over) {
    const chosen = selected === null ? [] : [question.renderChoice(choices[selected] ?? '', selected + 1, true)]
    return [question.head, ...chosen].join('\n\n')
  }
  const shown = hints.slice(0, hinted).map((hint) => question.renderHint(hint))
  const more = hinted < hints.length ? [keyTo('hint', hinted === 0 ? 'hint' : 'another hint')] : []
  const bar = question.renderKeys([chooseKey(choices.length, selected), ...more, ...keys])
  return [question.head, renderChoices(question, selected), shown.join('\n'), bar].filter(Boolean).join('\n\n')
})

/** The list, or the part of it round the selected choice. */
function renderChoices({ choices, room, renderChoice }: Question, selected: number | null): string {
  const items = choices.map((choice, i) => renderChoice(choice, i + 1, i === selected))
  if (!room) return items.join('\n')
  const { first, end } = windowOf(
    items.map((item) => item.split('\n').length),
    selected ?? 0,
    room.lines,
  )
  return [
    ...(first > 0 ? [room.renderRest(first, 'above')] : []),
    ...items.slice(first, end),
    ...(end < items.length ? [room.renderRest(items.length - end, 'below')] : []),
  ].join('\n')
}

/** The number that a digit makes of those typed before it, or by itself; null if it is no digit or there is no such choice. */
function typedNumber(before: string, key: string, choices: number): number | null {
  if (!/^\d$/.test(key)) return null
  return [Number(before + key), Number(key)].find((number) => number >= 1 && number <= choices) ?? null
}

const ASCII_THEME = {
  prefix: { idle: '?', done: '+' },
  style: { keysHelpTip: () => undefined },
}

/**
 * Prompts at a terminal. Must not be made without one: inquirer would take the defaults without asking.
 */
export function createPrompts(environment: Environment): Prompts {
  const { stdin, stdout, interrupted, unicode } = environment
  // Inquirer's own prompts draw their signs in Unicode.
  const theme = unicode ? {} : { theme: ASCII_THEME }
  const ask = async <T>(name: string, details: Record<string, unknown>, clearPromptOnDone = false): Promise<T> => {
    const prompt = createPromptModule({
      input: stdin,
      output: stdout,
      signal: interrupted,
      clearPromptOnDone,
    })
    prompt.registerPrompt('key', keyPrompt)
    prompt.registerPrompt('choose', choosePrompt)
    prompt.registerPrompt('live', livePrompt)
    const letSleep = keepAwake(environment)
    try {
      const { answer } = (await prompt([
        { type: name, name: 'answer', message: '', ...theme, ...details } as never,
      ])) as {
        answer: T
      }
      return answer
    } catch (error) {
      if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) {
        environment.interrupt()
        throw interrupted.reason
      }
      throw error
    } finally {
      letSleep()
    }
  }
  return {
    confirm: (message) => ask('confirm', { message, default: false }),
    input: (message, check) => ask('input', { message, validate: check }),
    secret: (message) => ask('password', { message, mask: '*' }),
    choose: (question) => ask('choose', { question }, question.fleeting),
    live: async (screen) => void (await ask('live', { screen: redrawn(screen, environment) }, true)),
    key: (keys, render, waken) => ask('key', { keys, bar: render(keys), waken }, true),
  }
}

/**
 * Sees to it that a question hears of keys, or ends. After Ctrl-Z and `fg` Node's readline leaves its input paused, and a question
 * would never hear of a key again. After Ctrl-D readline is closed, and after the end of a closed terminal, and inquirer does not
 * look: nobody would hear of a key at all. Both, and Ctrl-\, are then an interruption.
 * @returns stops that
 */
function keepAwake({ stdin, interrupt }: Environment): () => void {
  let over = false
  const paused = () =>
    setImmediate(() => {
      if (over) return
      // Readline has put the terminal back, and not as after Ctrl-Z into raw mode again: it is closed.
      if ('isRaw' in stdin && !stdin.isRaw) interrupt()
      else stdin.resume()
    })
  const typed = (text: string | undefined) => {
    if (text === CTRL_BACKSLASH) interrupt()
  }
  // It may have come to its end before this question.
  if ('readableEnded' in stdin && stdin.readableEnded) interrupt()
  stdin.on('pause', paused)
  stdin.on('end', interrupt)
  stdin.on('keypress', typed)
  return () => {
    over = true
    stdin.off('pause', paused)
    stdin.off('end', interrupt)
    stdin.off('keypress', typed)
  }
}

/** What a terminal in raw mode sends where it would else send SIGQUIT. */
const CTRL_BACKSLASH = '\u001C'

/**
 * A window that changes its size breaks lines again, and after Ctrl-Z the shell has written below: what is left of the screen
 * before would stay above the new one.
 */
const redrawn = (screen: LiveScreen, { stdin, stdout }: Environment): LiveScreen => ({
  ...screen,
  subscribe(changed) {
    const unsubscribe = screen.subscribe(changed)
    const redraw = () => {
      stdout.write(CLEAR_SCREEN)
      changed()
    }
    stdout.on('resize', redraw)
    stdin.on('resume', redraw)
    return () => {
      stdout.off('resize', redraw)
      stdin.off('resume', redraw)
      unsubscribe()
    }
  },
})

/** ECMA-48: erase all of the display, and put the cursor into its first corner. */
export const CLEAR_SCREEN = '\u001B[2J\u001B[H'
