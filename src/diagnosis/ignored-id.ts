import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { catalogue } from './catalogue.ts'
import type { Cause, Found } from './cause.ts'
import sessionIdAssigned from './causes/session-id-assigned/cause.ts'
import { layerName, nameOf, requestLine } from './facts.ts'
import { isRefused } from './login.ts'
import { assignmentPlace } from './source/write-place.ts'
import type { Read } from './source/parse.ts'

/**
 * The catalogue for a run of which the source is at hand. Outside of strict mode, `req.session.id = user.id` is ignored without a word
 * (ECMAScript, "PutValue"), and no run can tell that from a handler that does nothing. So where one kept nothing, its source is asked.
 * @param causes the catalogue; less where somebody knows better
 */
export async function catalogueFor(
  observation: Observation,
  read: Read,
  causes: readonly Cause[] = catalogue,
): Promise<readonly Cause[]> {
  if (sessionIdAssigned.find(observation)) return causes
  const ignored = await ignoredIn(observation, read)
  return ignored === null
    ? causes
    : causes.map((cause) => (cause === sessionIdAssigned ? { ...cause, find: () => ignored } : cause))
}

async function ignoredIn({ exchanges }: Observation, read: Read): Promise<Found | null> {
  const asked = new Set<string>()
  for (const exchange of exchanges.filter(keptNothing)) {
    const layer = exchange.layers.find(({ did }) => did === 'answered')
    const place = layer?.at && `${layer.at.file}:${layer.at.line}`
    if (!layer?.at || !place || asked.has(place)) continue
    asked.add(place)
    // oxlint-disable-next-line no-await-in-loop -- the first is enough
    const at = await assignmentPlace(layer.at, 'session.id', read)
    if (at) {
      return {
        message:
          `For ${requestLine(exchange)}, ${layerName(layer)} set req.session.id, which is the id of the session itself and cannot be written. ` +
          'Here that is no error: the id stays as it was, and nothing was kept in the session.',
        at,
        exchange: nameOf(exchange),
      }
    }
  }
  return null
}

/** Whether a request went through to the end, and nothing was written to its session. */
const keptNothing = (exchange: ExchangeFacts): boolean =>
  exchange.session.by.length > 0 &&
  exchange.errors.length === 0 &&
  !exchange.changes.some(({ kind }) => kind === 'keys') &&
  (exchange.response?.status ?? 0) < 400 &&
  (exchange.request.method !== 'GET' || !isRefused(exchange))
