import type { Environment } from '../environment.ts'
import { UserError, type ExitCode } from '../errors.ts'
import type { Verdict } from '../exercise/judge.ts'
import { findFile } from '../exercise/workspace.ts'
import { openProgress } from '../progress/open.ts'
import { allExercises, findExercise, type NumberedExercise } from './find-lesson.ts'
import { tellProblem } from './read-lessons.ts'
import { recordVerdict, verifyExercise } from './verify-exercise.ts'
import { exerciseCommand, folderOf, shownPath, type WorkspaceFlags } from './workspace-folder.ts'

/** Flags of `verify`. */
export interface VerifyFlags extends WorkspaceFlags {
  readonly json?: boolean
}

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
  const store = openProgress(environment.stateFolder, () => environment.now())
  let told = false
  let right = true
  for (const { file, ...numbered } of found) {
    const began = performance.now()
    // What renders is loaded while the file runs.
    const [verdict] = await Promise.all([verifyExercise(numbered, file, environment), flags.json ? null : renderers()])
    const durationMs = Math.round(performance.now() - began)
    right &&= verdict.passed
    const shown = shownPath(file, environment)
    const text = flags.json
      ? await asJson(numbered, shown, verdict, durationMs)
      : await asText(numbered, shown, verdict, flags, environment)
    environment.stdout.write(text)
    if (!recordVerdict(numbered, verdict, store) && !told) {
      told = true
      tellProblem(store, environment)
    }
  }
  return right ? 0 : 1
}

type WithFile = NumberedExercise & { readonly file: string }

async function filesToVerify(
  name: string | undefined,
  flags: VerifyFlags,
  environment: Environment,
): Promise<readonly WithFile[]> {
  const folder = folderOf(flags, environment)
  const wanted = name === undefined ? await allExercises() : [await findExercise(name, 'verify')]
  const found = wanted.flatMap((numbered) => {
    const file = findFile(folder, numbered)
    return file === null ? [] : [{ ...numbered, file }]
  })
  if (found.length > 0) return found
  const shown = shownPath(folder, environment) || '.'
  const number = wanted.length === 1 ? wanted[0]?.number : 1
  throw new UserError(
    name === undefined
      ? `There is no exercise in ${shown} yet.`
      : `There is no file for exercise ${number} in ${shown} yet.`,
    `Begin with: ${exerciseCommand(`exercise ${number}`, flags)}`,
  )
}

const renderers = () => Promise.all([import('../terminal/render-verification.ts'), import('../terminal/style.ts')])

async function asText(
  { number, exercise }: NumberedExercise,
  file: string,
  verdict: Verdict,
  flags: VerifyFlags,
  environment: Environment,
): Promise<string> {
  const [{ renderVerification }, { createStyle }] = await renderers()
  const style = await createStyle(environment)
  const report = renderVerification({ number, title: exercise.title, file, verdict }, style)
  const onward = verdict.passed
    ? ` ${style.good(`${style.glyphs.right} solved`)}  See another way: ${exerciseCommand(`solution ${number}`, flags)}`
    : ` ${style.dim('Stuck?')}  session-tutor hint ${number}`
  return `\n${report}\n\n${onward}\n\n`
}

async function asJson(
  { number, slug, exercise }: NumberedExercise,
  file: string,
  { passed, problem, checks, output }: Verdict,
  durationMs: number,
): Promise<string> {
  const { safeJson } = await import('../terminal/safe-json.ts')
  const line = {
    number,
    slug,
    title: exercise.title,
    file,
    passed,
    problem,
    checks: checks.map(({ name, text, passed: held, why, exchange, header }) => ({
      name,
      text,
      passed: held,
      why,
      header: header?.name ?? null,
      exchange: exchange && {
        label: exchange.label,
        request: exchange.request,
        response: exchange.response,
        trace: exchange.trace,
        store: exchange.store,
        errors: exchange.errors,
      },
    })),
    output: { text: output.map(({ text }) => text).join(''), left: output.reduce((sum, { left }) => sum + left, 0) },
    durationMs,
  }
  return `${safeJson(line)}\n`
}
