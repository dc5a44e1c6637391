import type { RequestPlan } from '../../src/wire/client.ts'
import type { PagePlan } from '../../src/wire/pages/page.ts'
import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** Other requests for those that pages begin. @param change by the label; undefined leaves a request as it is */
const withRequests =
  (change: (label: string, request: RequestPlan, page: PagePlan) => RequestPlan | undefined): Break =>
  (lesson) =>
    withParts(lesson, (part) => {
      if (part.kind !== 'send' || typeof part.request === 'function' || !part.request.page) return part
      return { ...part, request: change(part.label, part.request, part.request.page) ?? part.request }
    })

/** Another app, or other options, for the server with this label. */
const withServer =
  (label: string, details: { readonly app?: string; readonly change?: Record<string, string> }): Break =>
  (lesson) =>
    withParts(lesson, (part) => (part.kind === 'restart' && part.label === label ? { ...part, ...details } : part))

const OWN = '../../test/lessons/apps/another-origin'

/** Every page is open on localhost. */
const onOneSite = withRequests((_, request, page) => ({ ...request, page: { ...page, host: 'localhost' } }))

/** Nobody's browser blocks anything. */
const nothingBlocked = withRequests((_, request, { blocksThirdParty: _blocks, ...page }) => ({ ...request, page }))

/** The page of the first steps is open on 127.0.0.1. */
const onTwoSites = withRequests((label, request, page) =>
  label.endsWith('by name') ? { ...request, page: { ...page, host: '127.0.0.1' } } : undefined,
)

export default {
  // A browser that sends a cookie nevertheless.
  'By default fetch sends no cookie to another origin.': withRequests((label, request) =>
    label === 'who am I' ? { ...request, headers: { Cookie: 'connect.sid=s%3Amine.mine' } } : undefined,
  ),
  'The plain fetch before had kept no cookie either: this login came without one.': withRequests(
    (label, request, page) =>
      label === 'log in' ? { ...request, page: { ...page, credentials: 'include' } } : undefined,
  ),
  'With * the script may not read that answer, but the login has happened.': (lesson) => ({
    ...withParts(lesson, (part) => part),
    opensWith: `${OWN}/refusing-app`,
  }),
  'The exact origin and Allow-Credentials: true let the script read.': withServer('with both headers', {
    app: `${OWN}/doubled-app`,
  }),
  'Two ports are two origins but one site: even a Strict cookie is sent.': onTwoSites,
  // What a form could send too is sent without asking.
  'For JSON the browser asks first, without cookies: a preflight.': withRequests((label, request) =>
    label === 'log in with JSON'
      ? { ...request, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
      : undefined,
  ),
  'localhost and 127.0.0.1 are two sites: a fetch between them keeps no Lax cookie.': onOneSite,
  'Where third-party cookies are blocked, it is not even kept.': nothingBlocked,
  "Cookies ignore ports: the blog's connect.sid replaces the shop's.": withServer('the blog', {
    change: { name: 'blog.sid' },
  }),
  'The preflight is answered, JSON logs in, and the page may read it.': withServer('your app', {
    app: 'credentials-app',
  }),
  'A page that you did not name may not read the answer.': withServer('your app', { app: 'two-names-app' }),
} satisfies OtherBreaks
