import { progressOf, tellProblem } from '../../course/progress-of.ts'
import { readFileSync } from 'node:fs'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { findFile, readPart, type Language } from '../../workspace/files.ts'
import { packageRoot } from '../../package-root.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { findExercise, type NumberedExercise } from '../../course/find.ts'
import { folderOf, type WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand, shownPath } from '../../workspace/shown.ts'

/** Flags of `solution`. `ts`: in TypeScript, where there is no file of the learner. */
export interface SolutionFlags extends WorkspaceFlags {
  /** Even if it is not solved. */
  readonly show?: boolean
}

/**
 * Explains the solution of an exercise, and shows what makes the learner's file into it; without one, the starter.
 * @param name the lesson's number or name
 * @throws UserError when there is no such lesson, when it is not solved and `show` is not given, or when the learner's file
 * cannot be read
 */
export async function solution(name: string, flags: SolutionFlags, environment: Environment): Promise<ExitCode> {
  const found = await findExercise(name, 'solution')
  if (!flags.show) failIfUnsolved(found, flags, environment)
  const { number, exercise } = found
  const file = findFile(folderOf(flags, environment), found)
  const language: Language = (file ? file.endsWith('ts') : flags.ts) ? 'ts' : 'js'
  const [{ renderSolution }, { createStyle }] = await Promise.all([
    import('../../terminal/exercise/solution.ts'),
    import('../../terminal/style.ts'),
  ])
  const text = renderSolution(
    {
      number,
      title: exercise.title,
      explanation: exercise.explanation,
      solution: readPart(exercise, `solution.${language}`, packageRoot),
      compared: file
        ? { name: shownPath(file, environment), text: readOwn(file, environment) }
        : { name: 'the file that you started with', text: readPart(exercise, `starter.${language}`, packageRoot) },
    },
    await createStyle(environment),
  )
  environment.stdout.write(text)
  return 0
}

function failIfUnsolved(
  { number, slug, exercise }: NumberedExercise,
  flags: SolutionFlags,
  environment: Environment,
): void {
  const store = progressOf(environment)
  if (lessonProgress(store.read(), slug).exercise.status === 'solved') return
  // It may well be solved, and the journal cannot say so.
  if (store.problem?.kind !== 'unwritable') tellProblem(store, environment)
  throw new UserError(
    `Exercise ${number}, ${exercise.title}, is not solved yet.`,
    `Check your file: ${exerciseCommand(`verify ${number}`, flags, environment)}\n` +
      `Or see the solution anyway: ${exerciseCommand(`solution ${number} --show`, flags, environment)}`,
  )
}

function readOwn(file: string, environment: Environment): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UserError(
      `${shownPath(file, environment)} cannot be read (${reason}).`,
      'Make it readable for you, or name another folder with --dir.',
    )
  }
}
