import { progressOf } from '../../course/progress.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import type { Lesson } from '../../lesson/index.ts'
import { lessonProgress, type Progress } from '../../progress/progress.ts'
import type { PlayedLesson } from '../../terminal/course/progress.ts'
import { visible } from '../../terminal/text.ts'
import { allLessons, type NumberedLesson } from '../../course/find.ts'

/**
 * Shows what the learner has done.
 * @param flags `json`: `{lessons, done, total}` on one line, each lesson `{number, slug, title, status, step, steps, score,
 * broken, claims, exercise}`; `step` counts the finished steps of the playing that is under way, and each exercise is
 * `{title, status, passed, checks}`
 * @throws UserError when progress cannot be read or is from a newer version
 */
export async function progress(flags: { readonly json?: boolean }, environment: Environment): Promise<ExitCode> {
  const store = progressOf(environment)
  const known = store.read()
  const { problem } = store
  if (problem && problem.kind !== 'unwritable') throw new UserError(visible(problem.message), problem.hint)

  const lessons = (await allLessons()).map((numbered) => played(numbered, known))
  if (flags.json) {
    const done = lessons.filter(({ status }) => status === 'done').length
    const exercises = await (await import('../../course/read-exercises.ts')).readExercises(environment)
    const described = lessons.map((lesson, i) => ({ ...lesson, exercise: exercises[i] ?? null }))
    environment.stdout.write(`${JSON.stringify({ lessons: described, done, total: lessons.length })}\n`)
    return 0
  }
  const [{ renderProgress }, { createStyle }] = await Promise.all([
    import('../../terminal/course/progress.ts'),
    import('../../terminal/style.ts'),
  ])
  environment.stdout.write(renderProgress(lessons, await createStyle(environment)))
  return 0
}

/** The lesson may have changed since it was played: steps and claims that it no longer has do not count. */
function played({ number, lesson }: NumberedLesson, known: Progress): PlayedLesson {
  const { slug, title } = lesson
  const { status, step, score, broken, exercise } = lessonProgress(known, slug)
  const steps = lesson.steps.length
  const claims = claimsOf(lesson)
  return {
    number,
    slug,
    title,
    status,
    step: Math.min(step, steps),
    steps,
    score,
    broken: claims.filter((claim) => broken.includes(claim)),
    claims: claims.length,
    exercise,
  }
}

const claimsOf = (lesson: Lesson): readonly string[] =>
  lesson.steps.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'claim' && part.breaksWith ? [part.text] : [])),
  )
