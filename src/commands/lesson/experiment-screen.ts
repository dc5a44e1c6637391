import { OPTION_NAMES } from '../../session-options.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { QUIT, showText, SKIP, type Desk } from '../../presenters/turn-page.ts'
import { changeText, lessonCommand } from '../../terminal/command-lines.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import type { Detail } from '../../terminal/exchange/look.ts'
import { renderKeys, type Key } from '../../terminal/keys.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import type { Style } from '../../terminal/style.ts'
import { indented, visible } from '../../terminal/text.ts'
import type { NumberedLesson } from '../../course/find.ts'
import type { ExperimentScreen, Screen } from '../screen.ts'
import { suggestedChanges, tryChange } from './experiment.ts'
import { parseSet } from './parse-set.ts'

/** The dialogue "change one option": pick a change or make one, see the diff, perhaps try another. */
export async function experimentScreen(screen: ExperimentScreen): Promise<Screen> {
  const { playing, back, code } = screen
  const { found, stage, desk } = playing
  const quit: Screen = { screen: 'quit', code }
  const style = await desk.style()
  const change = await chooseChange(found, desk, style)
  if (change === 'back') return back
  if (change === 'quit') return quit
  desk.write(`\n ${style.dim('Playing the lesson twice ...')}\n`)
  const { diff, options, sentences } = await tryChange(found, change, stage)
  desk.journey.broke(diff.fell.map(({ text }) => text))
  const render = (detail: Detail) => renderDiff(diff, options, sentences, style, detail)
  // The line above stays on the screen with the first page.
  const left = await showText(render('brief'), desk, { ...style, rows: style.rows - 3 }, [BACK, QUIT])
  if (left) return left === BACK.key ? back : quit
  const command = lessonCommand(style.program, found.number, change, stage.packages.elsewhere?.folder)
  const key = await afterDiff(command, render, desk, style)
  if (key === 'enter') return back
  return key === 'q' ? quit : screen
}

const BACK: Key = { key: 'b', word: 'back to the lesson' }

/** Waits below a diff. @returns the key that leads away from it */
async function afterDiff(
  command: string,
  render: (detail: Detail) => string,
  desk: Desk,
  style: Style,
): Promise<string> {
  const keys = [
    { key: 'enter', word: 'back to the lesson' },
    { key: 'x', word: 'another option' },
    { key: 'h', word: 'all differences' },
    { key: 'c', word: 'this run as a command' },
    QUIT,
  ]
  for (;;) {
    const key = await desk.prompts.key(keys, (shown) => renderKeys(shown, style))
    if (key === 'c') desk.write(`\n${indented(visible(command), 3)}\n\n`)
    else if (key === 'h') await showText(render('full'), desk, style, [SKIP])
    else return key
  }
}

async function chooseChange(found: NumberedLesson, desk: Desk, style: Style): Promise<OptionChange | 'back' | 'quit'> {
  const most = Math.min(8, Math.max(3, style.rows - 12))
  const changes = suggestedChanges(found).slice(0, most)
  const answer = await desk.prompts.choose({
    fleeting: true,
    ...listLook(style),
    head: ` ${style.bold('Break it')}   Change one option, play the lesson again, see what is different.`,
    choices: [...changes.map(changeText), 'another option, or another value'],
    keys: [{ key: 'b', word: 'back to the lesson' }, QUIT],
  })
  if ('key' in answer) return answer.key === 'q' ? 'quit' : 'back'
  return changes[answer.index] ?? (await typeChange(desk, style))
}

async function typeChange({ prompts }: Desk, style: Style): Promise<OptionChange> {
  const names = OPTION_NAMES.filter((name) => name !== 'store' && name !== 'cookie')
  const name = await prompts.pick('Which option?', names, Math.max(4, style.rows - 6))
  const value = await prompts.input(`${name} =`, (text) => {
    if (text.trim() === '') return 'Type a value, as in true, 5000 or "lax". The word undefined leaves the option out.'
    return true
  })
  return parseSet([`${name}=${value.trim()}`])
}
