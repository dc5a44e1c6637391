import { progressOf, tellProblem } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { Lesson } from '../../lesson/index.ts'
import { scoreOf, type Journey } from '../../presenters/journey.ts'
import type { Entry } from '../../progress/entry.ts'
import type { ProgressStore } from '../../progress/open.ts'
import { finishSteps, lessonProgress, type Finished, type LessonProgress } from '../../progress/progress.ts'

/** A journey, and the step at which to go on: 1 for a lesson not begun. */
export interface KeptJourney extends Journey {
  readonly resumeAt: number
  /** Whether a step was finished in this playing, in earlier sittings too. */
  hasFinished(step: number): boolean
  /** The first step that was left out on the way to the end; null if none was. */
  readonly leftOut: number | null
  /** The lesson was played to its end. It is done if no step was left out. @param withScore false if nobody was asked */
  finished(withScore: boolean): void
}

/**
 * A journey through one lesson that is written into the journal as it goes.
 * Says once, on standard error, if that cannot be done.
 * @param store null to keep nothing
 */
export function keepProgress(lesson: Lesson, store: ProgressStore | null, environment: Environment): KeptJourney {
  const { slug } = lesson
  const progress = store?.read() ?? new Map<string, LessonProgress>()
  const before = store ? lessonProgress(progress, slug) : undefined
  const withTypes = new Set([...progress].filter(([, { types }]) => types).map(([name]) => name))
  const answers = new Map((before?.answers ?? []).map(({ step, right }) => [step, right]))
  const broken = new Set(before?.broken)
  const found = new Set(before?.found)
  const count = lesson.steps.length
  let steps: Finished = { step: before?.step ?? 0, ahead: before?.ahead ?? [] }
  const spanOf = (step: number) => steps.ahead.find(({ from, to }) => from <= step && step <= to)
  // Before the first page, so that it does not come down on one that is being read.
  let told = store !== null && store.problem !== null
  if (store) tellProblem(store, environment)

  const record = (entry: Entry) => {
    if (!store || store.record(entry) || told) return
    told = true
    tellProblem(store, environment)
  }
  const broke = (claims: readonly string[]) => {
    for (const claim of claims) {
      if (broken.has(claim)) continue
      broken.add(claim)
      record({ type: 'broke', lesson: slug, claim })
    }
  }
  return {
    resumeAt: Math.min(steps.step, count - 1) + 1,
    hasFinished: (step) => step <= steps.step || spanOf(step) !== undefined,
    get leftOut() {
      return steps.step < count ? steps.step + 1 : null
    },
    answers,
    get broken() {
      return [...broken]
    },
    showsTypes: () => withTypes.size > 0,
    showTypes(shown) {
      for (const name of shown ? [slug] : withTypes) record({ type: 'types', lesson: name, shown })
      if (shown) withTypes.add(slug)
      else withTypes.clear()
    },
    finishedStep(step) {
      steps = finishSteps(steps, { from: step, to: step })
      const from = spanOf(step)?.from
      record({ type: 'step', lesson: slug, step, ...(from === undefined ? {} : { from }), of: count })
    },
    answered(step, right) {
      if (answers.has(step)) return
      answers.set(step, right)
      record({ type: 'answer', lesson: slug, step, right, of: count })
    },
    broke,
    get found() {
      return [...found]
    },
    foundChange(claim) {
      if (found.has(claim)) return
      // Older programs do not know the second entry, and count by the first.
      broke([claim])
      found.add(claim)
      record({ type: 'found', lesson: slug, claim })
    },
    finished(withScore) {
      if (steps.step < count) return
      const { right, of } = scoreOf(answers)
      record({
        type: 'done',
        lesson: slug,
        right: withScore ? right : null,
        predictions: withScore ? of : null,
      })
    },
  }
}

/** The progress of this learner, or null where it is left alone. */
export const progressStore = (save: boolean, environment: Environment): ProgressStore | null =>
  save ? progressOf(environment) : null
