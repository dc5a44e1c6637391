import { refusalOf, type Refusal } from '../cookie/browser/receive.ts'
import { addressOf, contextOf, isLoopback } from '../diagnosis/browser.ts'
import { setCookies } from '../diagnosis/facts.ts'
import type { ExchangeFacts } from '../observe/observation.ts'

/**
 * Why browsers do not keep the session cookie that an answer sets; null if they do, or it sets none. By the rules for browsers (RFC 6265bis
 * section 5.7), from the cookie, the address, and what the request says of the page that sent it (Origin, Sec-Fetch-Site).
 * @param names of the session cookies of the app
 */
export function refusalIn(exchange: ExchangeFacts, names: readonly string[]): Refusal | null {
  const address = addressOf(exchange)
  const lines = setCookies(exchange).filter((line) => names.some((name) => line.startsWith(`${name}=`)))
  const refusals = lines.map((line) => refusalOf(line, address, exchange.at, contextOf(exchange)))
  // Browsers take this machine for safe, and keep Secure cookies that it sets over http (W3C Secure Contexts, section 3.1).
  const isKept = (refusal: Refusal | null) =>
    refusal === null || (refusal.reason === 'secure-over-http' && isLoopback(address))
  return refusals.find((refusal) => !isKept(refusal)) ?? null
}
