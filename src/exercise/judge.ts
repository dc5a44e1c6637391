import { lineOf, packageIn, placeIn, placeName } from '../sandbox/location.ts'
import type { Problem } from '../sandbox/problem.ts'
import type { Output } from '../sandbox/output.ts'
import { deniedDeed, thrownText } from '../sandbox/thrown.ts'
import type { Attempt } from './attempt.ts'
import type { SeenAttempt } from './exchanges.ts'
import { evidenceOf } from './evidence.ts'
import type { Check, Evidence, Exercise, Reason } from './script.ts'
import { teller } from './tell.ts'

/** What the learner is told of one attempt. */
export interface Verdict {
  readonly passed: boolean
  /** Why the run did not come to its end. Its hint is the mistake that was recognised, if one was. */
  readonly problem:
    | (Problem & { /** The code of the cause in the catalogue, where it is one. */ readonly cause?: string | null })
    | null
  readonly checks: readonly Checked[]
  readonly output: readonly Output[]
}

/** A check and what came of it. */
export interface Checked {
  readonly name: string
  readonly text: string
  /** Null if the run ended before it could be told. */
  readonly passed: boolean | null
  /** Of a check that failed: why, in terms of what the learner wrote. */
  readonly why: Reason | null
  /** Of a check that failed: the exchange that decided. */
  readonly exchange: SeenAttempt | null
  /** The header to look at there. */
  readonly header: Check['header']
}

/**
 * Judges an attempt.
 * @param source the learner's file as it was when it ran
 * @param file its path, as in stack traces
 */
export async function judge(exercise: Exercise, attempt: Attempt, source: string, file: string): Promise<Verdict> {
  const { exchanges, problem, output } = attempt
  const evidence = evidenceOf(attempt)
  const outcomes = exercise.checks.map((check) => {
    const exchange = exchanges.find(({ label }) => label === check.exchange.label) ?? null
    return { check, exchange, passed: exchange === null ? null : holds(check, evidence, problem !== null) }
  })
  const isRight = problem === null && outcomes.every(({ passed }) => passed)
  const tell = isRight ? null : await teller(evidence, source, file)
  const checks = outcomes.map(async ({ check, exchange, passed }): Promise<Checked> => {
    const { name, text, header } = check
    if (passed !== false) return { name, text, header, passed, why: null, exchange: null }
    // A run that broke off here has one cause for all checks: the problem.
    const why =
      problem && exchange?.failure
        ? { text: problem.message, line: problem.line, code: null }
        : ((await tell?.check(check, exchange)) ?? unrecognised(check, exchange, file))
    return { name, text, header, passed, why, exchange }
  })
  return {
    passed: isRight,
    problem: problem && explained(problem, (await tell?.problem(exercise, problem)) ?? null),
    checks: await Promise.all(checks),
    output,
  }
}

/** What the sandbox makes of an end is a guess as long as nothing is known to be behind it. */
function explained(problem: Problem, cause: Reason | null): Verdict['problem'] {
  if (cause === null) return problem
  const { text, line, code } = cause
  return { ...problem, hint: line === null ? text : `Line ${line}: ${text}`, line: line ?? problem.line, cause: code }
}

/** Null where a run that broke off does not say. */
function holds({ holds: condition }: Check, { run }: Evidence, brokeOff: boolean): boolean | null {
  try {
    return condition(run)
  } catch {
    // It asks for an exchange that did not happen, or for a part that this one lacks.
    return brokeOff ? null : false
  }
}

/** Why a check failed, as far as the exchange itself says it. */
function unrecognised({ otherwise }: Check, exchange: SeenAttempt | null, file: string): Reason {
  const [thrown] = exchange?.thrown ?? []
  if (thrown) {
    const place = placeIn(thrown.stack, file)
    const line = lineOf(place, file)
    const elsewhere = place === null ? packageIn(thrown.stack) : line === null ? placeName(place, file) : null
    const where = elsewhere ?? 'Your code'
    const deed = deniedDeed(thrown)
    const did = deed === null ? `threw ${thrownText(thrown, file)}` : deed
    return { text: `${where} ${did}${outcome(exchange?.status ?? 0)}`, line, code: null }
  }
  if (exchange?.failure) return { text: exchange.failure.message, line: null, code: null }
  if (exchange?.status === 404) {
    const { method, path } = exchange.request
    // So Express writes it when all of its middleware has been asked.
    const nobody = exchange.response.body.includes(`Cannot ${method} ${path}`)
    return {
      text: nobody
        ? `Nothing in your app answered ${method} ${path}, so Express did: 404.`
        : `Your app answered ${method} ${path} with 404.`,
      line: null,
      code: null,
    }
  }
  return { text: otherwise, line: null, code: null }
}

/** What an error came to: Express answers for it, unless the answer has begun before. */
function outcome(status: number): string {
  if (status === 0) return ', and the answer broke off.'
  return status >= 400 ? `, so Express answered ${status} for it.` : ', when the answer had already begun.'
}
