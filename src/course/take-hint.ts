import type { Exercise } from '../exercise/script.ts'
import type { ProgressStore } from '../progress/open.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { NumberedExercise } from './find.ts'
import type { HintShown } from '../terminal/exercise/hints.ts'

/**
 * The next hint that was not shown yet. It is recorded as shown; where that fails, `problem` of the store says why.
 * @param shown the highest number of a hint that this process showed: where nothing is saved, the journal does not know it
 * @returns null when all have been shown
 */
export function takeHint({ slug, exercise }: NumberedExercise, store: ProgressStore, shown = 0): HintShown | null {
  const number = Math.max(shown, lessonProgress(store.read(), slug).exercise.hints) + 1
  if (number > exercise.hints.length) return null
  store.record({ type: 'hint', lesson: slug, hint: number })
  return hintAt(exercise.hints, number)
}

/** All hints of an exercise, shown or not. */
export const allHints = ({ hints }: Exercise): readonly HintShown[] => hints.map((_, i) => hintAt(hints, i + 1))

const hintAt = (hints: readonly string[], number: number): HintShown => ({
  number,
  of: hints.length,
  text: hints[number - 1] ?? '',
})
