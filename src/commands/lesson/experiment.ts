import { compareRuns, type RunDiff } from '../../lesson/compare.ts'
import { OPTION_NAMES } from '../../lesson/options.ts'
import { holds, type Stage } from '../../lesson/player.ts'
import { replay } from '../../lesson/replay.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { QUIT, showText, SKIP, type Desk } from '../../presenters/turn-page.ts'
import type { Journey } from '../../presenters/journey.ts'
import { changeText, lessonCommand } from '../../terminal/commands.ts'
import type { Key } from '../../terminal/prompts.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import type { Detail } from '../../terminal/exchange/exchange.ts'
import { renderKeys } from '../../terminal/keys.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import type { Style } from '../../terminal/style.ts'
import { indented, visible } from '../../terminal/text.ts'
import type { NumberedLesson } from '../../course/find.ts'
import { parseSet } from './parse-set.ts'
import type { LessonStarts } from '../../lesson/events.ts'

/** What a change did, ready to be shown. */
export interface Finding {
  readonly diff: RunDiff
  /** The options of the normal run. */
  readonly options: LessonStarts['options']
  /** What the lesson has to say about this change; each sentence was checked on the run. */
  readonly sentences: readonly string[]
}

/** Plays a lesson twice, as it is and with a change, and compares the runs. */
export async function tryChange(found: NumberedLesson, change: OptionChange, stage: Stage): Promise<Finding> {
  const normal = await replay({ ...found, change: {} }, stage)
  const changed = await replay({ ...found, change }, stage)
  const start = normal.events.find((event) => event.event === 'lesson')
  return {
    diff: compareRuns(change, normal.events, changed.events),
    options: start?.options ?? {},
    sentences: found.lesson.experiments
      .filter((experiment) => sameChange(experiment.change, change) && holds(experiment.holds, changed.run))
      .map(({ text }) => text),
  }
}

const sameChange = (a: OptionChange, b: OptionChange): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * The dialogue "change one option": pick a change or make one, see the diff, perhaps try another.
 * @returns false if the learner wants to quit
 */
export async function experimentDialogue(
  found: NumberedLesson,
  stage: Stage,
  desk: Desk & { style(): Promise<Style>; readonly journey: Journey },
): Promise<boolean> {
  for (;;) {
    const style = await desk.style()
    const change = await chooseChange(found, desk, style)
    if (change === 'back') return true
    if (change === 'quit') return false
    desk.write(`\n ${style.dim('Playing the lesson twice ...')}\n`)
    const { diff, options, sentences } = await tryChange(found, change, stage)
    desk.journey.broke(diff.fell.map(({ text }) => text))
    const render = (detail: Detail) => renderDiff(diff, options, sentences, style, detail)
    // The line above stays on the screen with the first page.
    const left = await showText(render('brief'), desk, { ...style, rows: style.rows - 3 }, [BACK, QUIT])
    if (left) return left === BACK.key
    const next = await afterDiff(
      lessonCommand(found.number, change, stage.packages.elsewhere?.folder),
      render,
      desk,
      style,
    )
    if (next === 'enter') return true
    if (next === 'q') return false
  }
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

/** Changes worth trying in a lesson: its experiments, then what breaks its claims, each once. */
export function suggestedChanges({ lesson }: NumberedLesson): OptionChange[] {
  const fromClaims = lesson.steps.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'claim' && part.breaksWith ? [part.breaksWith] : [])),
  )
  const changes: OptionChange[] = []
  for (const change of [...lesson.experiments.map((experiment) => experiment.change), ...fromClaims]) {
    if (!changes.some((other) => sameChange(other, change))) changes.push(change)
  }
  return changes
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
