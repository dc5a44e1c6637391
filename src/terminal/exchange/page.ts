import type { ExchangeSeen } from '../../lesson/events.ts'
import type { PageSeen } from '../../wire/exchange.ts'
import type { Style } from '../style.ts'
import { visible } from '../text.ts'

/** What tells a server of a page, beside what is loud in any request. */
export const LOUD_FROM_PAGE: readonly string[] = [
  'origin',
  'sec-fetch-site',
  'access-control-request-method',
  'access-control-request-headers',
]

/** What a server allows a page. */
export const LOUD_TO_PAGE: readonly string[] = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
]

/** Who plays the browser of a page, as in `Ada, in Chromium`. @param browser its name, ready to be shown */
export const playedBy = (browser: string, client: ExchangeSeen['client']): string =>
  client === 'chromium' ? `${browser}, in Chromium` : `${browser}, played by the tutor`

/**
 * What came of a request for the page that began it.
 * @param isShort without what the page wrote
 */
export function pageText(
  { origin, by, credentials, reading }: PageSeen,
  { good, bad, glyphs }: Style,
  isShort = false,
): string {
  if (reading === null) return `opened by a ${by} on ${visible(origin)}`
  const came = reading.ok ? good('may read the answer') : bad(`TypeError: ${visible(reading.why)}`)
  if (isShort) return came
  const call = credentials === 'include' ? "fetch(..., { credentials: 'include' })" : 'fetch(...)'
  return `${call} ${glyphs.arrow} ${came}`
}
