import type { ClaimChecked, Verdict } from './events.ts'
import type { Run } from './run.ts'
import type { Claim, Part, Predict } from './script.ts'
import { LessonError } from './seen.ts'

/** A condition that trips over something that did not happen does not hold. */
export function holds(condition: (run: Run) => boolean, run: Run): boolean {
  try {
    return condition(run)
  } catch {
    return false
  }
}

/** What came of a claim. @param reached whether the run came to it @param elsewhere whether it is played on versions of the learner's */
export function check(claim: Claim, reached: boolean, run: Run, elsewhere: boolean): ClaimChecked {
  const isTrue = reached && holds(claim.holds, run)
  return {
    event: 'claim',
    text: claim.text,
    holds: isTrue,
    reached,
    otherwise: elsewhere && reached && !isTrue,
    breaksWith: claim.breaksWith,
    myth: claim.myth ?? null,
    remember: claim.remember ?? null,
  }
}

/** How a lesson is played; `here` and `otherwise` are on the learner's versions, where things are as written, or not. */
type Conditions = 'own' | 'changed' | 'here' | 'otherwise'

/** @param asWritten whether every claim so far is true, and those that follow in the step too: what it says fits then */
export function conditionsOf(played: { changed: boolean; elsewhere: boolean }, asWritten: boolean): Conditions {
  if (played.changed) return 'changed'
  if (!played.elsewhere) return 'own'
  return asWritten ? 'here' : 'otherwise'
}

export const allHold = (parts: readonly Part[], run: Run): boolean =>
  parts.every((part) => part.kind !== 'claim' || holds(part.holds, run))

const WHERE = { own: '', changed: 'with the changed options', here: 'on your versions', otherwise: 'on your versions' }

/**
 * What came of a prediction. The reasons speak of the lesson as it is written, so a run in which something else happens has
 * others.
 * @throws LessonError if not exactly one choice came true in the lesson as it is written, on the tutor's own packages
 */
export function judge(question: Predict, run: Run, conditions: Conditions): Verdict {
  const right = question.choices.flatMap((choice, index) => (holds(choice.holds, run) ? [index] : []))
  const [answer] = right
  const where = WHERE[conditions]
  if (right.length !== 1 || answer === undefined) {
    if (conditions === 'own') {
      const names = right.map((index) => JSON.stringify(question.choices[index]?.text)).join(' and ')
      throw new LessonError(
        `Exactly one answer must come true for ${JSON.stringify(question.question)}, but ${names || 'none'} did.`,
      )
    }
    const came = right.length > 1 ? 'More than one of the answers' : 'None of the answers'
    const why = conditions === 'changed' ? ': they do not foresee the changed options' : ''
    const otherwise = conditions === 'changed' ? '' : ' On your versions this is different.'
    return { event: 'verdict', answer: null, because: `${came} came true${why}.${otherwise}`, reasons: [] }
  }
  if (conditions === 'changed' || conditions === 'otherwise')
    return { event: 'verdict', answer, because: `That is what the server did ${where}.`, reasons: [] }
  const reasons = question.choices.map((choice) => choice.because)
  return { event: 'verdict', answer, because: reasons[answer] ?? '', reasons }
}
