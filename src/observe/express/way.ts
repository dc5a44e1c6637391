import type { LayerPassed } from '../observation.ts'
import { listenForMissing, mayAsk } from '../session/missing.ts'
import { followSignedCookies } from '../session/signed-cookies.ts'
import { lookAgain, whenOf } from '../session/watch.ts'
import { isWorkedOut, ownValue } from '../own-value.ts'
import { errorFacts } from '../show.ts'
import { since, type Growing, type Underway } from '../underway.ts'
import { kindOfLayer, layerId, nameOf } from './layers.ts'
import type { Layer } from './layer.ts'

/** The way of a request: which layers it comes to, and what each does with it. */

/** A request comes to a layer. @param route the route whose handler the layer is, if it is one */
export function enter(
  underway: Underway,
  layer: Layer,
  route: { readonly path?: unknown } | undefined,
  session: number | null,
): Growing<LayerPassed> {
  const { id, path, at } = layerId(layer)
  const { facts } = underway
  // What has changed until now was done by the layer before.
  lookAgain(underway, whenOf(underway))
  handedOn(underway)
  followSignedCookies(underway)
  const sessionBefore = hasSession(underway)
  const name = nameOf(layer)
  const kind = kindOfLayer(layer, route !== undefined)
  if (!sessionBefore && session === null && kind !== 'router' && mayAsk(name)) listenForMissing()
  const passed: Growing<LayerPassed> = {
    layer: id,
    kind,
    name,
    path: typeof route?.path === 'string' ? route.path : path,
    at,
    session,
    sessionBefore,
    // A router hands on to what is mounted in it.
    did: kind === 'router' ? 'passed' : 'hung',
    ms: since(underway),
  }
  facts.layers.push(passed)
  underway.layer = id
  underway.handler = layer.handle
  return passed
}

/** The layer that has a request in hand has handed it on. @param error that it handed on, or threw */
export function handedOn(underway: Underway, error?: unknown): void {
  const last = underway.facts.layers.findLast(({ kind }) => kind !== 'router')
  const hasAnswered = underway.ended || underway.response.headersSent
  if (last?.did === 'hung') last.did = error ? 'threw' : hasAnswered ? 'answered' : 'passed'
  if (error) noteError(underway, error)
}

/** Writes an error down, once for each exchange. */
export function noteError(underway: Underway, error: unknown): void {
  if (underway.noted.includes(error)) return
  underway.noted.push(error)
  underway.facts.errors.push(errorFacts(error))
}

/** Whether there is a req.session. One that is only there when it is asked for, as that of cookie-session, is not asked. */
function hasSession({ request }: Underway): boolean {
  return Object.hasOwn(request, 'session') && (isWorkedOut(request, 'session') || Boolean(ownValue(request, 'session')))
}
