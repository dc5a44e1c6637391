import path from 'node:path'
import { catalogue } from '../../diagnosis/catalogue.ts'
import type { Cause } from '../../diagnosis/cause.ts'
import { symptoms } from '../../diagnosis/symptoms.ts'
import { missingFor, pairSources, runPair, type Sources } from '../../doctor/pair.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { packageRoot } from '../../package-root.ts'
import { renderCauses, renderSurprises } from '../../terminal/explain/causes.ts'
import { renderMissing, renderPair } from '../../terminal/explain/pair.ts'
import { safeJson } from '../../terminal/safe-json.ts'
import { createStyle } from '../../terminal/style.ts'
import { SURPRISES } from '../../diagnosis/words/surprises.ts'
import { exchangesOf } from './exchanges-of.ts'
import { shown } from './shown.ts'

/** Flags of `explain`. */
export interface ExplainFlags {
  readonly json?: boolean
}

/**
 * From the words of a symptom to the causes that it may have; from the code of a cause to what it is, shown live.
 * @param words what somebody says, in any number of words; a code; or nothing, for the surprises that there are
 * @returns 1 if what is said of a cause does not hold in the run
 * @throws UserError if nothing in the words has to do with sessions
 */
export async function explain(
  words: readonly string[],
  { json = false }: ExplainFlags,
  environment: Environment,
): Promise<ExitCode> {
  const text = words.join(' ').trim()
  const exact = catalogue.find(({ code }) => code === text)
  if (exact) return explainCause(exact, json, environment)
  const causes = text === '' ? [] : symptoms(text).map(({ cause }) => cause)
  if (json) {
    environment.stdout.write(
      `${safeJson({ causes: causes.map(({ code, title, howToTell }) => ({ code, title, howToTell })) })}\n`,
    )
    return 0
  }
  const style = await createStyle(environment)
  if (text === '') {
    environment.stdout.write(`${renderSurprises(surprises(), style)}\n`)
    return 0
  }
  if (causes.length === 0) {
    throw new UserError(
      'Nothing in these words sounds like a cause that is known.',
      (program) => `Say what happens, or paste the error message. For a list: ${program} explain`,
    )
  }
  environment.stdout.write(`${renderCauses(text, causes, style)}\n`)
  return 0
}

/** What surprises people, with the causes that it may have. */
const surprises = (): readonly (readonly [title: string, codes: readonly string[]])[] =>
  Object.entries(SURPRISES).map(([symptom, title]) => [
    title,
    catalogue.filter(({ symptoms: all }) => all.some((one) => one === symptom)).map(({ code }) => code),
  ])

async function explainCause(cause: Cause, json: boolean, environment: Environment): Promise<ExitCode> {
  const { PATH, HOME } = environment.variables
  const sources: Sources = {
    packageRoot,
    dist: path.join(packageRoot, 'dist'),
    nodePath: environment.nodePath,
    variables: { PATH, HOME },
  }
  const missing = missingFor(cause, sources)
  const style = await createStyle(environment)
  if (missing.length > 0) {
    const { broken, fixed } = pairSources(cause, sources)
    environment.stdout.write(
      json
        ? `${safeJson({ ...shown(cause, null), missing, sources: { broken, fixed } })}\n`
        : `${renderMissing(cause, missing, { broken, fixed }, style)}\n`,
    )
    return 0
  }
  if (environment.stderrIsTerminal && !json) environment.stderr.write(` ${style.dim('Starting two apps ...')}\n`)
  const pair = await runPair(cause, sources, environment.interrupted)
  if (environment.interrupted.aborted) return 0
  environment.stdout.write(
    json ? `${safeJson(shown(cause, pair))}\n` : `${renderPair(cause, pair, exchangesOf(pair), style)}\n`,
  )
  return pair.finding !== null && pair.fixed.found === null ? 0 : 1
}
