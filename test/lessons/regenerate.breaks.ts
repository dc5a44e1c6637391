import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** A request goes to another path. */
const sentTo =
  (label: string, path: string): Break =>
  (lesson) =>
    withParts(lesson, (part) =>
      part.kind === 'send' && part.label === label && typeof part.request !== 'function'
        ? { ...part, request: { ...part.request, path } }
        : part,
    )

/** A server has another app of the lesson. */
const withApp =
  (label: string, app: string): Break =>
  (lesson) =>
    withParts(lesson, (part) => (part.kind === 'restart' && part.label === label ? { ...part, app } : part))

/** The link is followed by somebody who has the cookie as well. */
const linkWithCookie: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'send' && part.label === 'Ben follows a link' ? { ...part, browser: 'Mallory' } : part,
  )

export default {
  "Ada's browser now has Mallory's cookie for the shop.": withApp('hers', 'app'),
  'An id in an address does nothing: session() reads the cookie.': linkWithCookie,
  'regenerate() keeps nothing that was in the session.': sentTo('Ben logs in', '/carrying-login/ben'),
  'Carried over by hand, the cart is in the new session.': sentTo('Cleo logs in', '/safe-login/cleo'),
  'After regenerate() req.session is another object; the old one is lost.': sentTo(
    'Ada logs in here',
    '/back-login/ada',
  ),
  'Put back, it is saved under its old id: the old cookie is Ben, the new one nobody.': sentTo(
    'Ben logs in here',
    '/kept-login/ben',
  ),
  'Not waited for, it protects nobody: the old session is saved again, logged in.': sentTo(
    'Cleo logs in here',
    '/kept-login/cleo',
  ),
  'No new cookie after the headers, and the old one leads to nothing.': sentTo('Dan logs in', '/kept-login/dan'),
  'regenerate() without a callback ends the process: "fn is not a function".': sentTo('Eve logs in', '/kept-login/eve'),
  'A redirect in its callback waits until the store has deleted, not until it has saved.': withApp(
    'a slow shop',
    'production-app',
  ),
  'It failed, and two sessions are left: a new one and the old.': withApp('a store that refuses', 'app'),
  'Nothing is copied: the old data is gone.': sentTo('Eve logs in with it', '/keeping-login/eve'),
  'save() saves the new session, and the end of the answer saves it again.': sentTo(
    'Eve logs in with it',
    '/cart/apple',
  ),
  'keepSessionInfo: true copies all of it, planted or not.': sentTo('Finn keeps it', '/login/finn'),
  'This logout ends with a new, empty session, which has a cookie of its own.': sentTo('Eve logs out', '/login/eve'),
} satisfies OtherBreaks
