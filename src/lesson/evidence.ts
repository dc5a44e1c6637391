import { last, type Handle, type Run } from './run.ts'
import type { Condition } from './script.ts'

/** What a condition came to, and what it looked at on the way. */
export interface Evidence {
  readonly holds: boolean
  /** The parts that it asked for, by their own names. */
  readonly asked: readonly Handle[]
  /** It asked for something that has not happened: whether it is true, nobody knows. */
  readonly missing: boolean
  /** It looked at the run as a whole: what comes later has a say in it too. */
  readonly whole: boolean
  /** It looked at what the app threw: an error is part of what it is about. */
  readonly aboutErrors: boolean
}

/** Asks a condition about a run, and watches what it looks at. One that trips over what it finds does not hold. */
export function evidenceOf(condition: Condition, run: Run): Evidence {
  const asked: Handle[] = []
  let whole = false
  let missing = false
  let aboutErrors = false
  const noticing = <T extends object>(outcome: T): T =>
    new Proxy(outcome, {
      get: (target, key) => {
        aboutErrors ||= key === 'errors'
        return Reflect.get(target, key) as unknown
      },
    })
  const watched: Run = {
    get exchanges() {
      whole = true
      return run.exchanges
    },
    get generated() {
      whole = true
      return run.generated
    },
    at(part) {
      if (part.label === last.label) whole = true
      else asked.push(part)
      missing = true
      const outcome = run.at(part)
      missing = false
      return noticing(outcome)
    },
  }
  let holds = false
  try {
    holds = condition(watched)
  } catch {
    holds = false
  }
  return { holds, asked, missing, whole, aboutErrors }
}
