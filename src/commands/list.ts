import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'
import { openProgress } from '../progress/open.ts'
import { lessonProgress } from '../progress/progress.ts'
import { visible } from '../terminal/text.ts'
import { allLessons } from './find-lesson.ts'

/**
 * Lists the lessons and how far the learner is in each.
 * @param flags `json`: an array of `{number, slug, title, summary, status, steps}` on one line
 * @returns 0; progress that cannot be read counts as none, and standard error says so
 */
export async function list(flags: { readonly json?: boolean }, environment: Environment): Promise<ExitCode> {
  const store = openProgress(environment.stateFolder, () => environment.now())
  const progress = store.read()
  if (store.problem) environment.stderr.write(`${visible(store.problem.message)}\n${store.problem.hint}\n`)

  const lessons = (await allLessons()).map(({ number, lesson: { slug, title, summary, steps } }) => {
    const { status, step } = lessonProgress(progress, slug)
    // A lesson may have got shorter since.
    const listed = { number, slug, title, summary, status, steps: steps.length }
    return { listed, step: Math.min(step, steps.length) }
  })
  if (flags.json) {
    environment.stdout.write(`${JSON.stringify(lessons.map(({ listed }) => listed))}\n`)
    return 0
  }
  const [{ renderList }, { createStyle }] = await Promise.all([
    import('../terminal/render-list.ts'),
    import('../terminal/style.ts'),
  ])
  const rows = lessons.map(({ listed, step }) => ({ ...listed, step }))
  environment.stdout.write(renderList(rows, await createStyle(environment)))
  return 0
}
