import type { Observation } from '../observe/observation.ts'
import { catalogue } from './catalogue.ts'
import type { Cause, Found } from './cause.ts'
import { onceConnected } from './connecting.ts'
import type { Finding } from './finding.ts'

/**
 * What is wrong in a run, the cause first: errors before warnings before advice, and within each in the order of the catalogue. What is
 * only the consequence of something else that was found stands there, and not by itself.
 */
export function diagnose(whole: Observation, causes: readonly Cause[] = catalogue): readonly Finding[] {
  const observation = onceConnected(whole)
  const all = causes.flatMap((cause) => {
    const found = cause.find(observation)
    return found ? [{ cause, found }] : []
  })
  const causesFound = all.map(({ cause }) => cause)
  const consequences = new Set(all.flatMap((one) => consequencesOf(one, causesFound)))
  return all
    .filter(({ cause }) => !consequences.has(cause.code))
    .toSorted((a, b) => LEVELS.indexOf(levelOf(a)) - LEVELS.indexOf(levelOf(b)))
    .map((one) => findingOf(one, observation, consequencesOf(one, causesFound)))
}

interface FoundCause {
  readonly cause: Cause
  readonly found: Found
}

/** The codes of what is found beside a cause only because of it. */
function consequencesOf({ cause, found }: FoundCause, causes: readonly Cause[]): readonly string[] {
  const isReason = cause.level === 'error' && !cause.isLastResort
  const explained = [...cause.explains, ...(found.explains ?? [])]
  return causes
    .filter(
      ({ code, isLastResort, symptoms }) =>
        code !== cause.code &&
        (explained.includes(code) ||
          (isReason && isLastResort && symptoms.some((symptom) => cause.symptoms.includes(symptom)))),
    )
    .map(({ code }) => code)
}

const LEVELS: readonly Cause['level'][] = ['error', 'warning', 'info']

const levelOf = ({ cause, found }: FoundCause): Cause['level'] => found.level ?? cause.level

function findingOf({ cause, found }: FoundCause, observation: Observation, consequences: readonly string[]): Finding {
  const { code, title, where, lesson, step, fix } = cause
  const {
    message,
    at,
    option = null,
    write = null,
    calls = null,
    method = null,
    call = null,
    exchange,
    count = 1,
  } = found
  const shown = observation.exchanges.find((one) => one.number === exchange?.number && one.pid === exchange.pid)
  return {
    code,
    level: levelOf({ cause, found }),
    title,
    message,
    where: found.where ?? where,
    at,
    option,
    write,
    calls,
    method,
    call,
    scenario: shown?.scenario ?? null,
    exchange: exchange?.number ?? null,
    pid: exchange?.pid ?? null,
    fix: { ...fix, ...found.fix, diff: null },
    lesson,
    step,
    count,
    consequences,
  }
}
