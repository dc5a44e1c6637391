import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Sessions } from '../../terminal/exchange/sessions.ts'
import { sessionsIn } from '../seen-in.ts'

/** The letters of the sessions of a trace: a session keeps its own, however long the trace is. */
export interface Letters {
  /** Those of some ids. What is new gets the next. */
  of(ids: Iterable<string>): Sessions
  /** Those of what an exchange has to do with. */
  in(exchange: ExchangeSeen): Sessions
}

/** How many sessions are remembered, those asked for last. */
const MOST = 5000

/** @param most for tests */
export function createLetters(most: number = MOST): Letters {
  const places = new Map<string, number>()
  let next = 0
  const placeOf = (id: string): number => {
    const place = places.get(id) ?? next
    if (place === next) next += 1
    places.delete(id)
    places.set(id, place)
    const [oldest] = places.size > most ? places.keys() : []
    if (oldest !== undefined) places.delete(oldest)
    return place
  }
  const of = (ids: Iterable<string>): Sessions => new Map([...ids].map((id) => [id, placeOf(id)]))
  return { of, in: (exchange) => of(sessionsIn([exchange]).keys()) }
}
