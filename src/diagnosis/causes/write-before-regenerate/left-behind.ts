import type { ExchangeFacts, MethodCall } from '../../../observe/observation.ts'
import { loginsIn } from '../../login.ts'
import { dataIn, handedOver, loadOf } from '../../session-data.ts'

/** What a visitor had in the session, and a login left behind. */
export interface LeftBehind {
  readonly exchange: ExchangeFacts
  readonly call: MethodCall
  readonly keys: readonly string[]
}

/**
 * Logins for which Passport began a new session, and that do not have what was there before. An app that calls regenerate() itself means to
 * start over.
 */
export const leftBehind = (exchanges: readonly ExchangeFacts[]): readonly LeftBehind[] =>
  loginsIn(exchanges).flatMap(({ exchange, key }): readonly LeftBehind[] => {
    const [call, another] = exchange.calls.filter(({ method }) => method === 'regenerate')
    if (key !== 'passport' || another) return []
    const [before, after] = [dataIn(loadOf(exchange)?.session ?? null), dataIn(handedOver(exchange))]
    // What was taken along may be used, and done with, right away.
    const renewed = exchange.changes.findIndex(({ kind }) => kind === 'renewed')
    const touched = new Set(exchange.changes.slice(renewed + 1).flatMap((change) => change.keys))
    const keys = Object.keys(before).filter(
      (key) => isOfVisitor(key, before[key]) && !(key in after) && !touched.has(key),
    )
    return call && keys.length > 0 ? [{ exchange, call, keys }] : []
  })

/** Keys under which packages keep what is over with a login, or with the next page: connect-flash, Passport, csurf, passport-oauth2. */
const OF_PACKAGES = /^(?:flash|messages|passport|_?csrf.*|.*:.*)$/i

/** Whether a value is something that a visitor left: a count or a mark starts over. */
const isOfVisitor = (key: string, value: unknown): boolean =>
  !OF_PACKAGES.test(key) &&
  (typeof value === 'string'
    ? value !== ''
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0)
