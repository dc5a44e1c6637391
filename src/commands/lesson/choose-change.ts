import { UserError } from '../../errors.ts'
import type { OptionChange } from '../../lesson/script.ts'
import type { Desk } from '../../presenters/turn-page.ts'
import { TYPED_OPTIONS, TYPED_VALUES, YES_OR_NO } from '../../session-options.ts'
import { changeText } from '../../terminal/command-lines.ts'
import { keyTo, QUIT } from '../../terminal/key-table.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import type { Choice } from '../../terminal/prompts.ts'
import type { Style } from '../../terminal/style.ts'
import { proseColumns, SIDE_BY_SIDE, visible, wrap } from '../../terminal/text.ts'
import type { Suggestion } from './experiment.ts'
import { parseSet } from './parse-set.ts'

/**
 * Asks for a change of options: one of a list, or an option and a value that are typed.
 * @param head what stands above the list, already rendered
 */
export async function chooseChange(
  head: string,
  suggestions: readonly Suggestion[],
  desk: Desk,
  style: Style,
): Promise<OptionChange | 'back' | 'quit'> {
  for (;;) {
    const choices = [
      ...suggestions.map(({ change, isHere }) => `${changeText(change)}${isHere ? '   breaks a claim here' : ''}`),
      'another option, or another value',
    ]
    const answer = await chooseFrom(head, choices, 'back to the lesson', desk, style)
    if (answer === 'back' || answer === 'quit') return answer
    const change = suggestions[answer]?.change ?? (await typeChange(suggestions, desk, style))
    if (change !== 'back') return change
  }
}

/**
 * Shows a list that scrolls where there is no room for all of it, and says how much is not shown.
 * @param back the word for where `b` leads
 */
export async function chooseFrom(
  head: string,
  choices: readonly string[],
  back: string,
  { prompts }: Desk,
  style: Style,
): Promise<number | 'back' | 'quit'> {
  const keys = [keyTo('back', back), QUIT]
  const look = listLook(style, choices.length)
  const around = [head, '', '', look.renderKeys([keyTo('onward', 'choose'), ...keys])].join('\n')
  const answer: Choice = await prompts.choose({
    ...look,
    fleeting: true,
    head,
    choices,
    keys,
    numbered: choices.length,
    room: {
      lines: Math.max(3, style.rows - 1 - around.split('\n').length),
      renderRest: (count, where) => style.dim(`   ${count} more ${where}`),
    },
  })
  if ('index' in answer) return answer.index
  return answer.key === QUIT.key ? 'quit' : 'back'
}

/** Asks for an option, then for its value, until there is one that can be tried. */
async function typeChange(
  tried: readonly Suggestion[],
  desk: Desk,
  style: Style,
): Promise<OptionChange | 'back' | 'quit'> {
  for (;;) {
    const longest = Math.max(...TYPED_OPTIONS.map(({ length }) => length))
    const columns = style.columns < SIDE_BY_SIDE ? 0 : longest
    const options = TYPED_OPTIONS.map((name) => `${name.padEnd(columns)}   ${TYPED_VALUES.get(name) ?? ''}`)
    const chosen = await chooseFrom(` ${style.bold('Which option?')}`, options, 'back', desk, style)
    if (typeof chosen !== 'number') return chosen
    const name = TYPED_OPTIONS[chosen] ?? ''
    desk.write(`\n ${wrap(howToType(name, tried), proseColumns(style), 1)}\n`)
    const typed = await desk.prompts.input(`${name} =`, (text) => problemWith(name, text, style))
    if (typed.trim() !== '') return parseSet([`${name}=${typed.trim()}`])
  }
}

/** What a value of an option looks like. @param tried changes that the lesson names: a word of theirs may stand for a function */
function howToType(name: string, tried: readonly Suggestion[]): string {
  const values = tried.flatMap(({ change }) => (name in change ? JSON.stringify(change[name]) : []))
  return [
    `${name} takes ${TYPED_VALUES.get(name)}.`,
    ...(values.length > 0 ? [`This lesson tries ${[...new Set(values)].join(', ')}.`] : []),
    'The word undefined leaves the option out. Enter alone goes back.',
  ].join(' ')
}

/** What is wrong with a value and what to do, in two sentences; true where it can be tried. */
function problemWith(name: string, text: string, style: Style): string | true {
  if (text.trim() === '') return true
  try {
    const value = parseSet([`${name}=${text.trim()}`])[name]
    return isSlip(name, text, value) ? wrap(visible(slipText(name, text.trim())), style.columns - 1, 2) : true
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return wrap(visible(`${error.message} ${error.hintFor(style)}`), style.columns - 1, 2)
  }
}

/** Whether a word that was typed for a yes or no is neither: without quotes nobody means the text. */
const isSlip = (name: string, text: string, value: unknown): boolean =>
  TYPED_VALUES.get(name) === YES_OR_NO && typeof value === 'string' && value !== 'undefined' && !text.includes('"')

const slipText = (name: string, typed: string): string =>
  `${name} takes ${YES_OR_NO}. In quotes, as "${typed}", a text is tried.`
