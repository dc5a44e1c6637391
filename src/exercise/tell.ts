import { readFileSync } from 'node:fs'
import { placeOf } from '../diagnosis/pinpoint.ts'
import type { Read } from '../diagnosis/source/parse.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { Problem } from '../sandbox/problem.ts'
import { lineOf } from '../sandbox/location.ts'
import { droppedCookie } from './dropped.ts'
import type { SeenAttempt } from './exchanges.ts'
import { optionOf } from './spots.ts'
import type { Check, Evidence, Exercise, Mistake, Reason } from './script.ts'

/** Says why something failed. */
export interface Teller {
  check(check: Check, exchange: SeenAttempt | null): Promise<Reason | null>
  problem(exercise: Exercise, problem: Problem): Promise<Reason | null>
}

/**
 * Looks for what a learner did wrong: what loses something in any app comes from the catalogue, then what is the exercise's own, and
 * then the risks of the catalogue.
 * @param source the learner's file as it was when it ran
 * @param file its path, as in stack traces
 */
export async function teller(judged: Evidence, source: string, file: string): Promise<Teller> {
  const read: Read = (path) => (path === file ? source : textOf(path))
  // It takes a while to load, and a right answer does not need it.
  const { causesOf } = await import('./causes.ts')
  const causes = await causesOf(judged.observation, read)
  const { treeOf } = await import('./tree.ts')
  const evidence: Evidence = { ...judged, tree: await treeOf(source, file) }

  const reasonOf = ({ code, message, at }: Finding): Reason => ({ text: message, line: lineOf(at, file), code })

  const recognised = async (mistakes: readonly Mistake[]): Promise<Reason | null> => {
    for (const { find, says } of mistakes) {
      const found = tryTo(() => find(evidence))
      if (found === false || found === null || found === undefined) continue
      const text = typeof says === 'string' ? says : tryTo(() => says(evidence))
      if (text !== undefined) return { text, line: await lineIn(found), code: null }
    }
    return null
  }

  const lineIn = async (found: Exclude<ReturnType<Mistake['find']>, null | false>): Promise<number | null> => {
    if (typeof found === 'number') return found
    if (found === true) return null
    const spot = 'file' in found ? { at: found } : found
    const nowhere = { at: null, option: null, write: null, calls: null, method: null, call: null }
    return lineOf(await placeOf({ ...nowhere, ...spot }, read), file)
  }

  return {
    async check({ symptoms, mistakes, fallbacks }, exchange) {
      const behind = causes.behind(symptoms, exchange?.facts ?? null)
      const error = behind.find(({ level }) => level === 'error')
      // What was seen in the exchange itself, before what is as it is from the start.
      const warning = behind.find((one) => isSeenIn(one, exchange)) ?? behind[0]
      // A cookie that the browser dropped is what is wrong, whatever came of it, unless the code threw.
      const dropped = exchange === null || exchange.thrown.length > 0 ? null : droppedCookie(evidence, exchange)
      if (dropped) return { text: dropped.text, line: await lineIn(optionOf(evidence, dropped.option)), code: null }
      if (error) return reasonOf(error)
      const own = await recognised(mistakes)
      return own ?? (warning ? reasonOf(warning) : await recognised(fallbacks))
    },
    async problem({ breakdowns }, { kind }) {
      const [cause] = causes.behindProblem(kind)
      return cause ? reasonOf(cause) : await recognised(breakdowns)
    },
  }
}

/** Whether a finding is about the very exchange. */
const isSeenIn = ({ pid, exchange: number }: Finding, exchange: SeenAttempt | null): boolean =>
  number !== null && pid === exchange?.facts?.pid && number === exchange.facts.number

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** A mistake that looks at something that did not happen is not the one. */
function tryTo<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
