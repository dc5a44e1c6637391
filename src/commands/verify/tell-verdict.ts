import { progressOf, tellProblem } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { Verdict } from '../../exercise/judge.ts'
import { failedChecks, reasonOf } from '../../terminal/exercise/reason.ts'
import { renderVerification } from '../../terminal/exercise/verification.ts'
import { packageRoot } from '../../package-root.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import { createStyle, type Style } from '../../terminal/style.ts'
import { width } from '../../terminal/text.ts'
import type { NumberedExercise } from '../../course/find.ts'
import { recordVerdict } from '../../course/record-verdict.ts'
import { isStarter } from '../../workspace/files.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand, shownPath } from '../../workspace/shown.ts'

/** Flags of `verify`. */
export interface VerifyFlags extends WorkspaceFlags {
  readonly json?: boolean
  /** Also why a check failed, with the line and what to do. */
  readonly why?: boolean
}

/** A verdict on a learner's file, and how long it took. */
export interface Verified {
  readonly found: NumberedExercise
  readonly file: string
  readonly verdict: Verdict
  readonly durationMs: number
}

/**
 * Prints a verdict and records it.
 * @param tellOfProblem whether to say so if it cannot be recorded
 * @returns whether it was recorded
 */
export async function tellVerdict(
  { found, file, verdict, durationMs }: Verified,
  flags: VerifyFlags,
  environment: Environment,
  tellOfProblem: boolean,
): Promise<boolean> {
  const shown = shownPath(file, environment)
  const text = flags.json
    ? asJson(found, shown, verdict, durationMs)
    : await asText(found, shown, verdict, flags, environment)
  environment.stdout.write(text)
  const store = progressOf(environment)
  const recorded = recordVerdict(found, verdict, store, isStarter(file, found.exercise, packageRoot))
  if (!recorded && tellOfProblem) tellProblem(store, environment)
  return recorded
}

async function asText(
  { number, exercise }: NumberedExercise,
  file: string,
  verdict: Verdict,
  flags: VerifyFlags,
  environment: Environment,
): Promise<string> {
  const style = await createStyle(environment)
  const report = renderVerification({ number, title: exercise.title, file, verdict }, style, {
    detail: 'brief',
    why: flags.why === true,
  })
  const command = (words: string) => exerciseCommand(`${words} ${number}`, flags, environment)
  const hasMore = !flags.why && failedChecks(verdict).some((check) => reasonOf(check, verdict) !== null)
  const onward = verdict.passed
    ? beside(` ${style.good(`${style.glyphs.right} solved`)}  See another way:`, command('solution'), style)
    : [
        ...(hasMore ? [beside(` ${style.dim('Why?')}`, `${command('verify')} --why`, style)] : []),
        beside(` ${style.dim('Stuck?')}`, `${style.program} hint ${number}`, style),
      ].join('\n')
  return `\n${report}\n\n${onward}\n\n`
}

/** A command stays on one line, so that it can be copied. */
const beside = (text: string, command: string, style: Style): string =>
  `${text}${width(text) + 1 + width(command) < style.columns ? ' ' : '\n   '}${command}`

function asJson(
  { number, slug, exercise }: NumberedExercise,
  file: string,
  { passed, problem, checks, output }: Verdict,
  durationMs: number,
): string {
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
        client: exchange.client,
        request: exchange.request,
        response: exchange.response,
        layers: exchange.layers,
        session: exchange.decided,
        trace: exchange.trace,
        store: exchange.store,
        errors: exchange.errors,
        failure: exchange.failure,
      },
    })),
    output: { text: output.map(({ text }) => text).join(''), left: output.reduce((sum, { left }) => sum + left, 0) },
    durationMs,
  }
  return `${safeJson(line)}\n`
}
