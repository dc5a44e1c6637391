import { cookiesOf } from '../../diagnosis/browser.ts'
import { requestLine } from '../../diagnosis/facts.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import type { Scenario } from './scenario.ts'

/**
 * A browser still has a cookie with the name of the session's, which an older version of the app set for a narrower path. Browsers send that
 * one first (RFC 6265bis section 5.8.3, step 2), and express-session looks at the first alone (index.js `getcookie`).
 */
export const oldCookie: Scenario = {
  name: 'old-cookie',
  title: 'an old cookie of a narrower path',
  does: 'reads',
  // Each app begins without a session there, so that is told and no fault. An app that fails or never answers is another matter.
  shows: ['process-ended', 'handler-threw', 'response-never-ends'],
  moves({ look, enter, site: { sessionCookie, routes } }) {
    const narrower = sessionCookie && narrowerPath(sessionCookie.path, routes.pages)
    if (!narrower) return []
    const how = { as: 'olga' }
    const line = `${sessionCookie.name}=${OLD_VALUE}; Path=${narrower}; HttpOnly`
    return [{ holds: line, ...how }, ...look(how), ...enter(how), ...look(how)]
  },
  without: 'there is no page below another path',
  tells(exchanges, { sessionCookie }) {
    const isTwice = (one: ExchangeFacts) =>
      cookiesOf(one).filter((pair) => pair.startsWith(`${sessionCookie?.name}=`)).length > 1
    const hidden = exchanges.find((one) => one.session.state === 'bad-signature' && isTwice(one))
    return hidden ? `${requestLine(hidden)}: it hides the session of the login` : null
  },
}

/** An id as express-session makes them, and a signature that no secret of today makes. */
const OLD_VALUE = 's%3Aq3xVbN0kT8mYcLr2WzHs5pJdGfEaUo7i.1rT5mQ0yZc8NfXk3LbVwGh7sJdPaEu2oRiTqYxBnCm4'

/** The path below that of the cookie under which most pages lie, as in `/admin`; null for none. */
function narrowerPath(path: string, pages: readonly string[]): string | null {
  const base = path.endsWith('/') ? path : `${path}/`
  const below = pages
    .filter((page) => page.startsWith(base))
    .map((page) => page.slice(base.length).split(/[/?]/, 1)[0] ?? '')
    .filter((part) => part !== '')
  const countOf = (part: string): number => below.filter((one) => one === part).length
  const [most] = [...new Set(below)].toSorted((one, other) => countOf(other) - countOf(one))
  return most === undefined ? null : base + most
}
