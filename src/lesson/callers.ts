import type { Guests } from '../wire/guests.ts'
import type { ExchangeSeen } from './events.ts'

/** Hears of what others send to the app of a lesson while the learner reads. No condition sees any of it. */
export interface Callers {
  /** Somebody called. With the number of a call that was told before, it takes its place. */
  called(exchange: ExchangeSeen, number: number): void
  /** Where the app listens, as `127.0.0.1:1234`; null while none does. */
  listens(address: string | null): void
}

/** The same for the wire, which knows no session cookies. @param cookieName that of the app that runs */
export const guestsFor = (callers: Callers | undefined, cookieName: () => string): Guests | undefined =>
  callers && {
    listens: (address) => callers.listens(address),
    called: (exchange, number) => callers.called({ event: 'exchange', ...exchange, cookieName: cookieName() }, number),
  }
