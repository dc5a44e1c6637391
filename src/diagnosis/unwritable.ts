import type { ExchangeFacts, Observation, SessionCall } from '../observe/observation.ts'
import { sessionsOf } from './facts.ts'

/** A session cookie that could not be written: the answer went out without it, and the error came after. */
export interface Unwritable {
  readonly exchange: ExchangeFacts
  readonly call: SessionCall
  /** What cannot be written: `name`, or an option of `cookie`. */
  readonly part: string
}

/** What the package `cookie` says of what it cannot write (its `serialize`). */
const COMPLAINT = /^(?:option|argument) (\w+) is invalid$/

/** The session cookies that could not be written. express-session takes the error for that of a handler, but the head is gone by then. */
export const unwritableIn = (observation: Observation): readonly Unwritable[] =>
  observation.exchanges.flatMap((exchange) => {
    const [call] = sessionsOf(observation, exchange)
    if (exchange.session.why !== 'cannot-be-written' || !call) return []
    const part = exchange.errors.map(({ message }) => COMPLAINT.exec(message)?.[1]).find((one) => one !== undefined)
    return part === undefined ? [] : [{ exchange, call, part }]
  })
