import type { ExchangeFacts, SessionChange } from '../../../observe/observation.ts'
import { asked } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { isOfTest } from '../../tests.ts'

/** What a first request wrote to its session, where it got a cookie for it. */
const firstWrite = ({ session, changes }: ExchangeFacts): SessionChange | undefined =>
  session.state === 'no-cookie' && session.cookie === 'set' ? changes.find(({ kind }) => kind === 'keys') : undefined

/** Whether a request came while the other one had no answer yet. */
const overlaps = (one: ExchangeFacts, { at, response }: ExchangeFacts): boolean =>
  one.at >= at && one.at < at + (response?.headMs ?? 0)

/** How long an answer may be under way to the browser, in milliseconds. */
const ON_ITS_WAY_MS = 100

/** Programs that are started for each request, and end with its answer: one after the other is all that a person sends with them. */
const ONE_BY_ONE = /^(?:curl|wget|httpie)\b/i

/**
 * Whether a request was sent before the answer to the other one had reached the browser, though the app had given it: it has no cookie,
 * nothing that could have taken one away came in between, and then the browser does bring one of the two.
 */
function crosses(one: ExchangeFacts, other: ExchangeFacts, own: readonly ExchangeFacts[]): boolean {
  const [from, to] = [own.indexOf(other), own.indexOf(one)]
  const between = own.slice(from + 1, to)
  const next = own.slice(to + 1).find(({ session }) => session.state === 'found')
  return (
    from < to &&
    !ONE_BY_ONE.test(asked(one, 'user-agent') ?? '') &&
    // Sessions that go by other names are no two of one kind.
    String(one.session.by) === String(other.session.by) &&
    one.at >= other.at &&
    one.at - other.at < (other.response?.headMs ?? 0) + ON_ITS_WAY_MS &&
    between.every(({ session }) => session.state === 'no-cookie' || session.by.length === 0) &&
    [one, other].some(({ session }) => session.idAfter !== null && session.idAfter === next?.session.idBefore)
  )
}

/** The states of a request that brought a cookie of the session. */
const WITH_COOKIE: ReadonlySet<string> = new Set(['found', 'unknown-id', 'bad-signature'])

export default cause({
  code: 'parallel-first-requests',
  title: 'The first requests of a browser came at once, and each made a session of its own',
  level: 'error',
  lesson: 6,
  step: 'Two clicks at once',
  symptoms: ['data-lost', 'new-id-every-request', 'store-fills'],
  words: [
    'several sessions for one user',
    'multiple session ids',
    'parallel requests',
    'new session every request',
    'promise.all fetch',
    'parallel requests create several sessions',
    'each fetch on page load gets another session id',
    'several sessions for one page load',
  ],
  howToTell: 'several requests of one page have no cookie, and each is answered with a different one',
  explains: ['empty-sessions'],
  find(observation) {
    const { exchanges } = observation
    const apart = exchanges.flatMap((exchange, index) => {
      const { client, pid } = exchange
      // One that never brings a cookie back keeps none; then it is no wonder that each request has a session of its own.
      const keepsCookies = exchanges.some((one) => one.client === client && WITH_COOKIE.has(one.session.state))
      const change = firstWrite(exchange)
      const own = exchanges.filter((one) => one.client === client && one.pid === pid)
      if (client === null || !change || !keepsCookies) return []
      const earlier = exchanges
        .slice(0, index)
        .concat(exchanges.slice(index + 1))
        .find(
          (one) =>
            one.client === client &&
            one.pid === pid &&
            one.number < exchange.number &&
            firstWrite(one) &&
            one.session.idAfter !== exchange.session.idAfter &&
            (overlaps(exchange, one) || (!isOfTest(observation, exchange) && crosses(exchange, one, own))),
        )
      return earlier ? [{ exchange, change, earlier }] : []
    })
    const [first] = apart
    if (!first) return null
    const { exchange, change, earlier } = first
    return {
      message:
        `${requestLine(exchange)} came before the browser had the answer to ${requestLine(earlier)}, so neither had a cookie, and each got a session of its own. ` +
        'The browser keeps the last cookie; the data in the other session is lost.',
      ...writeOf(exchange, change),
      exchange: nameOf(exchange),
      count: apart.length,
    }
  },
  fix: {
    text: 'Begin the session with the page itself, before it sends several requests.',
    code: "app.get('/', (req, res) => {\n  req.session.visitor ??= randomUUID()\n  res.send(page)\n})",
  },
  moves: [{ send: 'GET /' }, { together: [{ send: 'GET /cart' }, { send: 'GET /news' }] }, { send: 'GET /cart' }],
})
