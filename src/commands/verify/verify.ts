import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { findFile } from '../../workspace/files.ts'
import { findPlace, places, type Place } from '../../course/find.ts'
import { verifyExercise } from '../../workspace/verify-exercise.ts'
import type { VerifyFlags } from './tell-verdict.ts'
import { folderOf } from '../../workspace/folder.ts'

/**
 * Runs what the learner wrote and checks it: one exercise, or all of which there is a file.
 * @param flags `json`: one object a line and exercise, `{number, slug, title, file, passed, problem, checks, output, durationMs}`
 * @returns 0 if everything passed, else 1
 * @throws UserError when there is no such lesson or no file
 */
export async function verify(
  name: string | undefined,
  flags: VerifyFlags,
  environment: Environment,
): Promise<ExitCode> {
  const found = await filesToVerify(name, flags, environment)
  environment.finishUnread()
  let recorded = true
  let right = true
  for (const { loadExercise, file } of found) {
    const began = performance.now()
    const loading = loadExercise()
    const script = loading.then(({ exercise }) => exercise)
    // What tells of it is loaded while the file runs; the exercise comes first.
    const [verdict, known, { tellVerdict }] = await Promise.all([
      verifyExercise(script, file, environment),
      loading,
      loading.then(() => import('./tell-verdict.ts')),
    ])
    const durationMs = Math.round(performance.now() - began)
    right &&= verdict.passed
    const verified = { found: known, file, verdict, durationMs }
    // One word about progress that is not kept is enough.
    recorded = (await tellVerdict(verified, flags, environment, recorded)) && recorded
  }
  return right ? 0 : 1
}

type WithFile = Place & { readonly file: string }

async function filesToVerify(
  name: string | undefined,
  flags: VerifyFlags,
  environment: Environment,
): Promise<readonly WithFile[]> {
  const folder = folderOf(flags, environment)
  const wanted = name === undefined ? places : [await findPlace(name, 'verify')]
  const found = wanted.flatMap((place) => {
    const file = findFile(folder, place)
    return file === null ? [] : [{ ...place, file }]
  })
  if (found.length > 0) return found
  const { exerciseCommand, shownPath } = await import('../../workspace/shown.ts')
  const shown = shownPath(folder, environment) || '.'
  const number = wanted.length === 1 ? wanted[0]?.number : 1
  throw new UserError(
    name === undefined
      ? `There is no exercise in ${shown} yet.`
      : `There is no file for exercise ${number} in ${shown} yet.`,
    `Begin with: ${exerciseCommand(`exercise ${number}`, flags, environment)}`,
  )
}
