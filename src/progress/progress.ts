import type { Entry } from './entry.ts'
import { advanceExercise, NEW_EXERCISE, type ExerciseProgress } from './exercise.ts'

/** How far a learner is in one lesson. */
export interface LessonProgress {
  readonly status: 'new' | 'started' | 'done'
  /** Steps finished in this playing from the first on, which is where to go on. 0 before the first and after the last. */
  readonly step: number
  /** Steps finished in this playing behind one that is not, in order: the learner went there by number. */
  readonly ahead: readonly Span[]
  /** Predictions answered in this playing, so that a learner who goes on is not asked again and still gets a whole score. */
  readonly answers: readonly Answer[]
  /** Of the last playing that had one: a playing with `--auto` leaves it alone. */
  readonly score: Score | null
  /** The claims that fell in front of the learner, each once, the oldest first. */
  readonly broken: readonly string[]
  /** Whether the learner asked in this lesson to see code with its types. */
  readonly types?: boolean
  /** Those of them for which the learner found the change in the game. */
  readonly found: readonly string[]
  /** Of the lesson's exercise. It goes its own way: a lesson may be done and its exercise new, and the other way round. */
  readonly exercise: ExerciseProgress
}

/** Steps that follow each other, the first and the last by their numbers. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The first answer to the prediction in step number `step`. Anyone who goes back and answers again knows the result by then. */
export interface Answer {
  readonly step: number
  readonly right: boolean
}

/** Predictions that came true, of all that were made. */
export interface Score {
  readonly right: number
  readonly of: number
}

/**
 * How far a learner is in each lesson by its slug; what was never begun is absent. Whenever an exercise
 * is checked its lesson moves to the end.
 */
export type Progress = ReadonlyMap<string, LessonProgress>

const NEW: LessonProgress = {
  status: 'new',
  step: 0,
  ahead: [],
  answers: [],
  score: null,
  broken: [],
  found: [],
  exercise: NEW_EXERCISE,
}

/** How far a learner is in the lesson `slug`, begun or not. */
export function lessonProgress(progress: Progress, slug: string): LessonProgress {
  return progress.get(slug) ?? NEW
}

/** The lesson whose exercise was checked last; null before the first. */
export const lastExercise = (progress: Progress): string | null =>
  [...progress].findLast(([, { exercise }]) => exercise.checks > 0)?.[0] ?? null

/**
 * What entries come to, after what is known `from` earlier ones. A playing ends with `done` or `reset`; what follows belongs to the next one. A lesson once done
 * stays done while it is played again.
 */
export function foldProgress(entries: readonly Entry[], from: Progress = new Map()): Progress {
  const progress = new Map(from)
  for (const entry of entries) {
    if (entry.type !== 'reset') {
      const known = lessonProgress(progress, entry.lesson)
      if (entry.type === 'tried') progress.delete(entry.lesson)
      progress.set(entry.lesson, advance(known, entry))
    } else if (entry.lesson === null) progress.clear()
    else progress.delete(entry.lesson)
  }
  return progress
}

function advance(lesson: LessonProgress, entry: Exclude<Entry, { type: 'reset' }>): LessonProgress {
  if (entry.type === 'tried' || entry.type === 'hint') {
    return { ...lesson, exercise: advanceExercise(lesson.exercise, entry) }
  }
  if (entry.type === 'types') return { ...lesson, types: entry.shown }
  if (entry.type === 'done') {
    const { right, predictions } = entry
    const score = right === null || predictions === null ? lesson.score : { right, of: predictions }
    return { ...lesson, status: 'done', step: 0, ahead: [], answers: [], score }
  }
  const begun: LessonProgress = lesson.status === 'new' ? { ...lesson, status: 'started' } : lesson
  // Going back is looking, not undoing; and two terminals may play the same lesson.
  if (entry.type === 'step') return { ...begun, ...finishSteps(lesson, { from: entry.from ?? 1, to: entry.step }) }
  if (entry.type === 'answer') {
    if (lesson.answers.some(({ step }) => step === entry.step)) return begun
    return { ...begun, answers: [...lesson.answers, { step: entry.step, right: entry.right }] }
  }
  const broken = withOne(lesson.broken, entry.claim)
  return entry.type === 'broke' ? { ...begun, broken } : { ...begun, broken, found: withOne(lesson.found, entry.claim) }
}

/** A list that has each text once. */
const withOne = (texts: readonly string[], text: string): readonly string[] =>
  texts.includes(text) ? texts : [...texts, text]

/** Which steps are finished. */
export type Finished = Pick<LessonProgress, 'step' | 'ahead'>

/** Which steps are finished, after those of a span are too. */
export function finishSteps({ step, ahead }: Finished, more: Span): Finished {
  let reached = step
  const beyond: Span[] = []
  for (const { from, to } of [...ahead, more].toSorted((a, b) => a.from - b.from)) {
    const last = beyond.at(-1)
    if (from <= reached + 1) reached = Math.max(reached, to)
    else if (last && from <= last.to + 1) beyond.splice(-1, 1, { from: last.from, to: Math.max(last.to, to) })
    else beyond.push({ from, to })
  }
  return { step: reached, ahead: beyond }
}
