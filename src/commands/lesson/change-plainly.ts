import type { NumberedLesson } from '../../course/find.ts'
import { UserError } from '../../errors.ts'
import { placeOf } from '../../lesson/attempt.ts'
import type { Stage } from '../../lesson/stage.ts'
import type { OptionChange } from '../../lesson/script.ts'
import type { Reach } from '../../lesson/up-to.ts'
import type { PlainTalk } from '../../presenters/plain-talk.ts'
import { changeText } from '../../terminal/command-lines.ts'
import { knownAs, renderAttempt, renderTask } from '../../terminal/lesson/attempt.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import { brokenOf } from '../../terminal/lesson/end.ts'
import { visible } from '../../terminal/text.ts'
import { claimsOfLesson, suggestedChanges, tryChange, tryToBreak } from './experiment.ts'
import type { KeptJourney } from './keep-progress.ts'
import { parseSet } from './parse-set.ts'

/** A lesson that is played as text, and who talks about it. */
export interface PlainSitting {
  readonly found: NumberedLesson
  readonly talk: PlainTalk
  readonly kept: KeptJourney
  readonly stage: Stage
}

/** Asks for a change of options, and shows what it does. @param reach what of the lesson was shown */
export async function experimentPlainly(sitting: PlainSitting, reach: Reach): Promise<void> {
  const changes = suggestedChanges(sitting.found, reach).map(({ change }) => change)
  const change = await askForChange(changes, sitting.talk)
  if (!change) return
  await showDiff(sitting, change, reach)
  await ask(' Press Enter to go back to the lesson. ', sitting.talk)
}

/** Plays a lesson twice and shows what a change did. @param reach what of it was shown; null for all */
export async function showDiff(
  { found, talk, kept, stage }: PlainSitting,
  change: OptionChange,
  reach: Reach | null,
): Promise<void> {
  const { diff, options, sentences } = await tryChange(found, change, reach, stage)
  kept.broke(diff.fell.map(({ text }) => text))
  talk.write(`${renderDiff(diff, options, sentences, talk.style, 'full')}\n\n`)
}

/** The game "find the change that makes this false". @param claims those that may be broken, by their texts */
export async function gamePlainly(sitting: PlainSitting, claims: readonly string[]): Promise<void> {
  const { found, talk, kept, stage } = sitting
  const { style, write } = talk
  const text = await askForClaim(claims, sitting)
  const place = text === undefined ? undefined : placeOf(found.lesson, text)
  if (text === undefined || !place) return
  write(`${renderTask(text, style)}\n\n`)
  const reach = { step: place.step, last: text, claims: [] }
  const changes = suggestedChanges(found, reach, 'by name').map(({ change }) => change)
  for (;;) {
    const change = await askForChange(changes, talk)
    if (!change) return
    const { attempt, options } = await tryToBreak(found, text, change, stage)
    if (attempt.verdict === 'broken') kept.foundChange(text)
    const count = brokenOf(claimsOfLesson(found.lesson), kept.broken)
    write(`${renderAttempt({ claim: text, attempt, options, count }, style, 'full')}\n\n`)
    if (attempt.verdict === 'broken') {
      await ask(' Press Enter to go back to the lesson. ', talk)
      return
    }
  }
}

/** Asks which claim to break, unless there is only one. Undefined to go back. */
async function askForClaim(claims: readonly string[], { talk, kept }: PlainSitting): Promise<string | undefined> {
  if (claims.length === 1) return claims[0]
  talk.write(`${numbered(claims.map((text) => knownAs(text, kept)))}\n`)
  for (;;) {
    const typed = await ask(' Type the number of a claim. Enter alone goes back: ', talk)
    if (typed === '') return undefined
    const text = claims[Number(typed) - 1]
    if (text !== undefined) return text
    talk.write(' There is no such claim.\n')
  }
}

/** Asks for a change, from a numbered list or as one types it after --set. Undefined to go back. */
async function askForChange(changes: readonly OptionChange[], talk: PlainTalk): Promise<OptionChange | undefined> {
  talk.write(`${numbered(changes.map(changeText))}\n`)
  for (;;) {
    const typed = await ask(
      ' Type a number, or an option with its value, as in cookie.maxAge=5000. Enter alone goes back: ',
      talk,
    )
    if (typed === '') return undefined
    try {
      return changes[Number(typed) - 1] ?? parseSet([typed])
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      talk.write(` ${visible(error.message)}\n ${visible(error.hintFor(talk.style))}\n\n`)
    }
  }
}

const numbered = (texts: readonly string[]): string =>
  texts.map((text, i) => `   ${i + 1}  ${visible(text)}\n`).join('')

/** Asks, and reads a line. Empty too where nobody answers any more. */
async function ask(question: string, { readLine, write }: PlainTalk): Promise<string> {
  write(question)
  const line = await readLine?.()
  write('\n')
  return line?.trim() ?? ''
}
