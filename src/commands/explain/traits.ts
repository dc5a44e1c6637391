import type { ExchangeFacts, HeaderPair, Observation, SessionData, StoreCallFacts } from '../../observe/observation.ts'

/**
 * What can be told of an exchange that is the same each time it is run: by what it is of, as text. Ids, dates and what follows from them
 * are left out, because they always differ.
 */
export function traitsOf(facts: ExchangeFacts): ReadonlyMap<string, string> {
  const { request, response, session, store, untaken, layers, state, at } = facts
  const { state: found, saved, touched, destroyed, cookie, why } = session
  return new Map([
    ['cookie sent', namesIn(request.headers).join(' ')],
    ['forwarded', valueOf(request.headers, 'x-forwarded-proto')],
    ['status', String(response?.status ?? 'none')],
    ['end', response && state !== 'ended' ? 'never came' : 'came'],
    ...headersOf(response?.headers ?? [], at),
    ['session', [found, saved, touched, destroyed, cookie, why].join(' ')],
    ['store', store.map(callText).join('; ')],
    ['errors', untaken.map(({ name, message }) => `${name}: ${unnumbered(message)}`).join('; ')],
    ['layers', layers.map(({ name, did }) => `${name} ${did}`).join('; ')],
  ])
}

/** What differs between two exchanges, by the names that {@link traitsOf} gives. */
export function differencesOf(one: ExchangeFacts, other: ExchangeFacts): readonly string[] {
  const [before, after] = [traitsOf(one), traitsOf(other)]
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key))
}

/** The exchange of another run that was sent for the same: by the same browser, to the same place, as often before. */
export function twinOf(facts: ExchangeFacts, { exchanges: own }: Observation, { exchanges }: Observation) {
  const isAlike = ({ client, request: { method, url } }: ExchangeFacts) =>
    client === facts.client && method === facts.request.method && url === facts.request.url
  return exchanges.filter(isAlike)[own.filter(isAlike).indexOf(facts)] ?? null
}

/** A header of an answer as a trait. */
export const HEADER = 'header '

const SET_COOKIE = 'set-cookie'

/** These differ each time, or follow from what does. */
const FLEETING: ReadonlySet<string> = new Set(['date', 'etag', 'content-length', 'connection', 'keep-alive'])

function headersOf(headers: readonly HeaderPair[], at: number): readonly (readonly [string, string])[] {
  const all = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    if (!FLEETING.has(key)) all.set(key, [...(all.get(key) ?? []), key === SET_COOKIE ? cookieText(value, at) : value])
  }
  return [...all].map(([name, values]) => [HEADER + name, values.join('\n')] as const)
}

/** A Set-Cookie line without its value, and with the time until its end instead of a date. */
const cookieText = (line: string, at: number): string =>
  line
    .replace(/=[^;]+/, '=')
    .replace(/expires=([^;]*)/i, (_, date: string) => `expires in ${Math.round((Date.parse(date) - at) / STEP_MS)}`)

/** Two runs are not quite as fast. */
const STEP_MS = 20_000

const namesIn = (headers: readonly HeaderPair[]): readonly string[] =>
  valueOf(headers, 'cookie')
    .split(';')
    .map((part) => part.split('=')[0]?.trim() ?? '')

const valueOf = (headers: readonly HeaderPair[], name: string): string =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''

const callText = ({ op, session, error }: StoreCallFacts): string =>
  `${op} ${dataText(session)} ${error ? error.name : ''}`

function dataText(session: SessionData | null): string {
  if (session === null) return 'nothing'
  const { cookie, ...data } = session
  const hasEnd = typeof cookie === 'object' && cookie !== null && 'expires' in cookie && Boolean(cookie.expires)
  return `${unnumbered(JSON.stringify(data))}${hasEnd ? ' ends' : ''}`
}

/** Without times and ids. */
const unnumbered = (text: string): string => text.replaceAll(/\d{11,}|[\da-f]{8}-[\da-f-]{27}|[\w-]{32}/g, '*')
