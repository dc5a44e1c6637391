import { UserError } from '../../errors.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { QUIT, type Desk } from '../../presenters/turn-page.ts'
import { TYPED_OPTIONS } from '../../session-options.ts'
import { changeText } from '../../terminal/command-lines.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import type { Choice } from '../../terminal/prompts.ts'
import type { Style } from '../../terminal/style.ts'
import { visible, wrap } from '../../terminal/text.ts'
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
    const change = suggestions[answer]?.change ?? (await typeChange(desk, style))
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
  const keys = [{ key: 'b', word: back }, QUIT]
  const look = listLook(style)
  const around = [head, '', '', look.renderKeys([{ key: 'enter', word: 'choose' }, ...keys])].join('\n')
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
  return answer.key === 'q' ? 'quit' : 'back'
}

/** Asks for an option, then for its value, until there is one that can be tried. */
async function typeChange(desk: Desk, style: Style): Promise<OptionChange | 'back'> {
  for (;;) {
    const chosen = await chooseFrom(` ${style.bold('Which option?')}`, TYPED_OPTIONS, 'back', desk, style)
    if (typeof chosen !== 'number') return 'back'
    const name = TYPED_OPTIONS[chosen] ?? ''
    desk.write(`\n ${wrap(HOW_TO_TYPE, style.columns - 1, 1)}\n`)
    const typed = await desk.prompts.input(`${name} =`, (text) => problemWith(name, text, style))
    if (typed.trim() !== '') return parseSet([`${name}=${typed.trim()}`])
  }
}

const HOW_TO_TYPE =
  'Type a value, as in true, 5000 or "lax". The word undefined leaves the option out. Enter alone goes back.'

/** What is wrong with a value and what to do, in two sentences; true where it can be tried. */
function problemWith(name: string, text: string, style: Style): string | true {
  if (text.trim() === '') return true
  try {
    parseSet([`${name}=${text.trim()}`])
    return true
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return wrap(visible(`${error.message} ${error.hintFor(style)}`), style.columns - 1, 2)
  }
}
