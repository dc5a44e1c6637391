import type { ExchangeFacts, Observation, Place } from '../observe/observation.ts'
import { addressOf, asked } from './browser.ts'
import { header } from './facts.ts'

/** A request that a script of another origin sent, and what the answer allows that script (Fetch standard, "CORS protocol"). */
export interface CrossOrigin {
  readonly exchange: ExchangeFacts
  readonly origin: string
  /** Access-Control-Allow-Origin; undefined where the app says nothing of other origins. */
  readonly allowed: string | undefined
  /** Whether Access-Control-Allow-Credentials is `true`: nothing else counts. */
  readonly credentials: boolean
}

/** Every request of another origin that was answered. */
export const crossOrigin = ({ exchanges }: Observation): readonly CrossOrigin[] =>
  exchanges.flatMap((exchange) => {
    const origin = asked(exchange, 'origin')
    const { response } = exchange
    if (origin === undefined || response === null || asked(exchange, 'sec-fetch-site') === 'same-origin') return []
    if (URL.canParse(origin) && new URL(origin).host === addressOf(exchange).host) return []
    return [
      {
        exchange,
        origin,
        allowed: header(response.headers, 'access-control-allow-origin'),
        credentials: header(response.headers, 'access-control-allow-credentials') === 'true',
      },
    ]
  })

/** The line that added the middleware of the package cors; null where the app sets the headers by itself. */
export const corsLine = ({ layers }: ExchangeFacts): Place | null =>
  layers.find(({ name }) => name === 'corsMiddleware')?.at ?? null
