import type { ExchangeFacts } from '../observe/observation.ts'
import type { UsedApp } from './used-app.ts'

/**
 * Finds out which server of an app has the sessions, and turns to it: beside it may be one that only leads from http to https, or that
 * tells how it is doing. Of several the first counts, and http before https.
 * @returns its place in the order in which they listen; null where there is only one
 */
export async function findServer(app: UsedApp): Promise<number | null> {
  await app.visit(ASKED)
  if (app.servers() < 2) return null
  let best: { readonly place: number; readonly score: number } | null = null
  for (let place = 0; place < app.servers(); place += 1) {
    app.turnTo(place)
    const before = app.observation.exchanges.length
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await app.visit(ASKED)
    const score = Math.max(0, ...app.observation.exchanges.slice(before).map(scoreOf))
    if (score > (best?.score ?? 0)) best = { place, score }
  }
  app.turnTo(best?.place ?? null)
  return best?.place ?? null
}

const ASKED = { send: 'GET /favicon.ico', as: null } as const

const scoreOf = ({ session, layers, connection }: ExchangeFacts): number =>
  (session.by.length > 0 ? 4 : 0) + (layers.length > 0 ? 2 : 0) + (connection.secure ? 0 : 1)
