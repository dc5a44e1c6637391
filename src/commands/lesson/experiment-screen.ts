import { playedTwice, renderDiff } from '../../terminal/lesson/diff.ts'
import { leaves, showText, type Desk } from '../../presenters/turn-page.ts'
import { lessonCommand } from '../../terminal/command-lines.ts'
import type { Detail } from '../../terminal/exchange/look.ts'
import { enterBack, keyTo, LETTERS, QUIT } from '../../terminal/key-table.ts'
import { renderKeys } from '../../terminal/keys.ts'
import type { Style } from '../../terminal/style.ts'
import { indented, proseColumns, visible, wrap } from '../../terminal/text.ts'
import type { ExperimentScreen, Screen } from '../screen.ts'
import { chooseChange } from './choose-change.ts'
import { suggestedChanges, tryChange } from './experiment.ts'

/** The dialogue "change one option": pick a change or make one, see the diff, perhaps try another. */
export async function experimentScreen(screen: ExperimentScreen): Promise<Screen> {
  const { playing, reach, back, code } = screen
  const { found, stage, desk } = playing
  const quit: Screen = { screen: 'quit', code }
  const style = await desk.style()
  const what = `${style.bold('Break it')}   Change one option, and see what becomes different.`
  const head = ` ${wrap(what, proseColumns(style), 1)}`
  const change = await chooseChange(head, suggestedChanges(found, reach), desk, style)
  if (change === 'back') return back
  if (change === 'quit') return quit
  desk.write(`\n ${style.dim(wrap(playedTwice(reach !== null), proseColumns(style), 1))}\n`)
  const { diff, options, sentences } = await tryChange(found, change, reach, stage)
  desk.journey.broke(diff.fell.map(({ text }) => text))
  const render = (detail: Detail) => renderDiff(diff, options, sentences, style, detail)
  const [brief, full] = [render('brief'), render('full')]
  // The line above stays on the screen with the first page.
  const left = await showText(brief, desk, { ...style, rows: style.rows - 3 }, [keyTo('back', BACK), QUIT])
  if (left) return left === QUIT.key ? quit : back
  const command = lessonCommand(style.program, found.number, change, stage.packages.elsewhere?.folder)
  const key = await afterDiff(command, { brief, full }, desk, style)
  if (key === LETTERS.onward) return back
  return key === QUIT.key ? quit : screen
}

const BACK = 'back to the lesson'

/** What a change did, in two lengths: alike where there is no more to show. */
type Texts = Readonly<Record<Detail, string>>

/** Waits below a diff. @param texts what is shown of it, and all of it @returns the key that leads away from it */
async function afterDiff(command: string, texts: Texts, desk: Desk, style: Style): Promise<string> {
  const { brief, full } = texts
  const keys = [
    enterBack(BACK),
    keyTo('change', 'another option'),
    ...(full === brief ? [] : [keyTo('all', 'all differences')]),
    keyTo('command', 'this run as a command'),
    QUIT,
  ]
  for (;;) {
    const key = await desk.prompts.key(keys, (shown) => renderKeys(shown, style))
    if (key === LETTERS.command) desk.write(`\n${indented(visible(command), 3)}\n\n`)
    else if (key !== LETTERS.all) return key
    else if (await leaves(full, desk, style, brief)) return QUIT.key
  }
}
