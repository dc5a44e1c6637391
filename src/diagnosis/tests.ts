import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { asked } from './browser.ts'

/** Programs that run tests, by the names of the files that are started. */
const RUNNERS = /^(?:_?mocha|jest|vitest|ava|tap|tape|jasmine|lab|c8|nyc)\b/i
/** Clients that somebody uses by hand, and browsers. */
const BY_HAND = /^(?:mozilla|curl|wget|postman|insomnia|httpie)/i

/**
 * Whether a test sent a request, as far as that shows. Each test may be a visitor of its own, and no request is on its way while the next one
 * is sent: the client is in the process of the app.
 */
export function isOfTest({ packages, processes }: Observation, exchange: ExchangeFacts): boolean {
  const { pid } = exchange
  const started = processes.find((one) => one.pid === pid)
  const isRun = started !== undefined && (started.nodeEnv === 'test' || RUNNERS.test(started.argv0))
  const isAsked = packages.some((one) => one.name === 'supertest' && (one.pid ?? pid) === pid)
  return (isRun || isAsked) && !BY_HAND.test(asked(exchange, 'user-agent') ?? '')
}

/**
 * Whether what a request shows is what it was sent for, where an app is traced: tests that pass ask what somebody without a
 * cookie gets, and what comes of an error.
 */
export const isMeant = (observation: Observation, exchange: ExchangeFacts): boolean =>
  observation.now !== undefined && isOfTest(observation, exchange) && !hasFailed(observation, exchange)

/** Whether a process has ended as one does whose tests have failed. */
const hasFailed = ({ processes }: Observation, { pid }: ExchangeFacts): boolean =>
  processes.some((one) => one.pid === pid && (one.end?.exitCode ?? 0) !== 0)
