import type { ExchangeFacts, LayerPassed, Observation, SessionCall, SessionChange } from '../observe/observation.ts'
import type { ExchangeName, Found } from './cause.ts'

/** What several causes ask of an observation. */

export const nameOf = ({ pid, number }: ExchangeFacts): ExchangeName => ({ pid, number })

/** The calls of session() whose middleware a request came to. */
export const sessionsOf = (observation: Observation, { pid, session }: ExchangeFacts): readonly SessionCall[] =>
  observation.sessions.filter((call) => call.pid === pid && session.by.includes(call.id))

/** A request, as in `POST /login`. */
export const requestLine = ({ request }: ExchangeFacts): string => `${request.method} ${request.url}`

/** The layer in whose course something happened; undefined before the first. */
export const layerOf = (
  { layers }: ExchangeFacts,
  { layer }: { readonly layer: number | null },
): LayerPassed | undefined => layers.find((one) => one.layer === layer)

/** The layer that answered; undefined where none did. */
export const answeredBy = ({ layers }: ExchangeFacts): LayerPassed | undefined =>
  layers.findLast(({ did }) => did === 'answered')

/** Where a session was changed: the line that added the handler, and what it wrote to there. @param key the one that matters */
export const writeOf = (
  exchange: ExchangeFacts,
  change: SessionChange,
  key = change.keys[0],
): Required<Pick<Found, 'at' | 'write'>> => ({
  at: layerOf(exchange, change)?.at ?? null,
  write: WHOLE[change.kind] ?? `session.${key}`,
})

/** What changes as a whole, by the kind of a change. */
const WHOLE: Readonly<Partial<Record<SessionChange['kind'], string>>> = {
  id: 'sessionID',
  cookie: 'session.cookie',
  replaced: 'session',
  removed: 'session',
}

/** How a layer is called in a sentence: by its path if it has one, else by its name. */
export const layerName = ({ kind, name, path }: LayerPassed): string =>
  kind === 'handler' ? `the handler of ${path}` : name === '<anonymous>' ? 'a middleware without a name' : name

/** A header by its name, in any case; its repetitions joined by `, `. */
export function header(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  return values.length > 0 ? values.join(', ') : undefined
}

/** Every Set-Cookie line of an answer. */
export const setCookies = ({ response }: ExchangeFacts): readonly string[] =>
  (response?.headers ?? []).filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)

/** Whether the request came over https, as far as the server or a proxy in front of it says. */
export const isHttps = ({ connection, request }: ExchangeFacts): boolean =>
  connection.secure || /^\s*https\b/i.test(header(request.headers, 'x-forwarded-proto') ?? '')
