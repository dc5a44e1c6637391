import path from 'node:path'
import type { Cause } from '../../diagnosis/cause.ts'
import { claimsOf, missingFor, recordedPair, runPair, type Sources } from '../../doctor/pair.ts'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { packageRoot } from '../../package-root.ts'
import type { Played } from '../../terminal/explain/pair.ts'
import { exchangesOf } from './exchanges-of.ts'

/**
 * Runs the two apps of a cause. Where they need packages that are not there, what was recorded of them is told instead.
 * @throws UserError if nothing was recorded either
 * @throws the reason of an interruption
 */
export async function playCause(cause: Cause, environment: Environment): Promise<Played> {
  const { PATH, HOME } = environment.variables
  const sources: Sources = {
    packageRoot,
    dist: path.join(packageRoot, 'dist'),
    nodePath: environment.nodePath,
    variables: { PATH, HOME },
  }
  const missing = missingFor(cause, sources)
  const recorded = missing.length > 0 ? recordedPair(cause, sources) : null
  if (missing.length > 0 && recorded === null) {
    throw new UserError(
      `The apps of ${cause.code} need packages that are not installed: ${missing.join(', ')}.`,
      (program) => `To see it happen, type: ${installing(missing, cause, program)}`,
    )
  }
  const pair = recorded ?? (await runPair(cause, sources, environment.interrupted))
  environment.interrupted.throwIfAborted()
  return {
    cause,
    pair,
    shown: exchangesOf(pair),
    claims: claimsOf(cause, pair),
    install: recorded === null ? null : installing(missing, cause, environment.program),
  }
}

/** The line that makes packages reach the tutor: one that npx fetches looks for them beside itself. */
function installing(missing: readonly string[], { code }: Cause, program: string): string {
  if (!program.startsWith('npx')) return `npm install --no-save ${missing.join(' ')}`
  return ['npx', ...[NAME, ...missing].flatMap((name) => ['-p', name]), NAME, 'explain', code].join(' ')
}

/** As npm knows the tutor. */
const NAME = 'session-tutor'
