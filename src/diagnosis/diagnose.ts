import type { Observation } from '../observe/observation.ts'
import { catalogue } from './catalogue.ts'
import type { Cause, Found } from './cause.ts'
import type { Finding } from './finding.ts'

/**
 * What is wrong in a run, the cause first: errors before warnings before advice, and within each in the order of the catalogue. What is
 * only the consequence of something else that was found stands there, and not by itself.
 */
export function diagnose(observation: Observation, causes: readonly Cause[] = catalogue): readonly Finding[] {
  const all = causes.flatMap((cause) => {
    const found = cause.find(observation)
    return found ? [{ cause, found }] : []
  })
  const consequences = new Set(all.flatMap(({ cause }) => cause.explains.filter((code) => code !== cause.code)))
  return all
    .filter(({ cause }) => !consequences.has(cause.code))
    .toSorted((a, b) => LEVELS.indexOf(a.cause.level) - LEVELS.indexOf(b.cause.level))
    .map(({ cause, found }) =>
      findingOf(
        cause,
        found,
        observation,
        all.map((one) => one.cause.code),
      ),
    )
}

const LEVELS: readonly Cause['level'][] = ['error', 'warning', 'info']

function findingOf(cause: Cause, found: Found, observation: Observation, codes: readonly string[]): Finding {
  const { code, level, title, where, lesson, step, fix, explains } = cause
  const { message, at, option = null, exchange, count = 1 } = found
  const shown = observation.exchanges.find((one) => one.number === exchange?.number && one.process === exchange.process)
  return {
    code,
    level,
    title,
    message,
    where,
    at,
    option,
    scenario: shown?.scenario ?? null,
    exchange,
    fix: { ...fix, ...found.fix, diff: null },
    lesson,
    step,
    count,
    consequences: explains.filter((one) => codes.includes(one)),
  }
}
