import { progressOf } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { lessonProgress, type Progress } from '../../progress/progress.ts'
import type { PlayedLesson } from '../../terminal/course/progress.ts'
import { visible } from '../../terminal/text.ts'
import { loadClaims, places, type Place } from '../../course/find.ts'

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

  const claims = await claimsToCount(known)
  const lessons = places.map((place) => played(place, known, claims[place.slug] ?? []))
  if (flags.json) {
    const done = lessons.filter(({ status }) => status === 'done').length
    const { readExercises } = await import('../../course/read-exercises.ts')
    const exercises = readExercises(environment)
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
function played(
  { number, slug, title, steps, claims }: Place,
  known: Progress,
  texts: readonly string[],
): PlayedLesson {
  const { status, step, score, broken, exercise } = lessonProgress(known, slug)
  return {
    number,
    slug,
    title,
    status,
    step: Math.min(step, steps),
    steps,
    score,
    broken: texts.filter((claim) => broken.includes(claim)),
    claims,
    exercise,
  }
}

/** What the claims say, by slug: needed only where the learner broke one. */
const claimsToCount = async (known: Progress) =>
  [...known.values()].some(({ broken }) => broken.length > 0) ? loadClaims() : NONE

const NONE: Awaited<ReturnType<typeof loadClaims>> = {}
