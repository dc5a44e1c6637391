import { progressOf } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import type { ProgressStore } from '../../progress/open.ts'
import { visible } from '../../terminal/text.ts'
import { findPlace } from '../../course/find.ts'

/**
 * Forgets the progress of one lesson and its exercise, or of all after asking. Nothing is deleted: the journal gets one
 * more entry, and what the learner wrote stays.
 * @param name the lesson's number or name; undefined for all
 * @throws UserError when there is no such lesson, nobody to ask, or no way to save it
 */
export async function reset(
  name: string | undefined,
  flags: { readonly yes?: boolean },
  environment: Environment,
): Promise<ExitCode> {
  const found = name === undefined ? null : await findPlace(name, 'reset')
  const store = progressOf(environment)
  failOnProblem(store)
  if (!found && !flags.yes && !(await confirmed(environment))) {
    environment.stdout.write('Nothing was changed.\n')
    return 0
  }
  store.record({ type: 'reset', lesson: found ? found.slug : null })
  failOnProblem(store)
  environment.stdout.write(
    found ? `The progress of lesson ${found.number}, ${found.title}, is forgotten.\n` : 'All progress is forgotten.\n',
  )
  return 0
}

async function confirmed(environment: Environment): Promise<boolean> {
  if (!environment.interactive) {
    throw new UserError(
      'Forgetting all progress needs a yes, and there is no terminal to ask on.',
      (program) => `Add --yes: ${program} reset --yes`,
    )
  }
  const { createPrompts } = await import('../../terminal/prompts.ts')
  return createPrompts(environment).confirm('Forget the progress of all lessons?')
}

function failOnProblem({ problem }: ProgressStore): void {
  if (problem) throw new UserError(visible(problem.message), problem.hint)
}
