import { inspectPaste } from '../../../cookie/inspect-paste.ts'
import type { ExchangeSeen } from '../../../lesson/events.ts'
import { see } from '../../../lesson/seen.ts'
import type { Style } from '../../../terminal/style.ts'

/** A cookie taken apart, as `inspect` does. @param paste a header with it @param now milliseconds since 1970 */
export async function cookiePage(paste: string, now: number, style: Style): Promise<string> {
  const { renderInspect } = await import('../../../terminal/cookie/inspect.ts')
  const { cookies } = inspectPaste(paste, { now })
  return (await renderInspect(cookies, now, style)).trimEnd().replace(/^\n+/, '')
}

/** The session cookie that went out with the answer, else the one that came, as a header; null for neither. */
export function sessionCookieOf(exchange: ExchangeSeen): string | null {
  const { set, sent } = see(exchange, exchange.cookieName)
  if (set) return `Set-Cookie: ${set.line}`
  return sent === undefined ? null : `Cookie: ${exchange.cookieName}=${sent}`
}
