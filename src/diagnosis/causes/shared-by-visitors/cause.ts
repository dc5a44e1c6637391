import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { answeredBy, header, nameOf, requestLine } from '../../facts.ts'
import { isLetIn, isRefused, isSamePage, loginsIn } from '../../login.ts'
import { asked, hasData } from '../../session-data.ts'

export default cause({
  code: 'shared-by-visitors',
  title: 'One visitor sees what belongs to another: it is kept in a variable that all requests share',
  level: 'error',
  symptoms: ['sees-others-data', 'insecure'],
  words: [
    'logged in without login in another browser',
    'session shared by everyone',
    'user sees other users data',
    'session shared between users',
    'all users are logged in as the same user',
    'global variable session',
    'app.locals user',
    'account of another user',
    'logged in as another user',
    'global variable for the user',
    'one login logs in everybody',
    'other browser is logged in too',
  ],
  howToTell: 'a browser that never logged in gets the page of another one that did',
  find({ exchanges }) {
    const logins = new Set(loginsIn(exchanges).map(({ exchange }) => exchange))
    const seen = exchanges.flatMap((exchange) => {
      const found = isStranger(exchange, exchanges) ? sharedWith(exchange, exchanges, logins) : null
      return found ? [{ exchange, ...found }] : []
    })
    const [first] = seen
    if (!first) return null
    const { exchange, before, changed } = first
    return {
      message:
        `After ${requestLine(changed)} of one browser, another one got the same page at ${requestLine(exchange)}, with ` +
        `${exchange.session.state === 'found' ? 'nothing in its session' : 'no session'}. Before that, it was ${isRefused(before) ? 'refused' : 'another page'}. ` +
        'So what decides this is kept outside of req.session, in a variable that all visitors share.',
      at: answeredBy(exchange)?.at ?? null,
      exchange: nameOf(exchange),
      count: seen.length,
    }
  },
  fix: {
    text: 'Keep what belongs to one visitor in req.session, and read it from there in each request.',
    code: 'req.session.user = user\n// and in another request\nconst { user } = req.session',
  },
  moves: [
    { send: 'GET /account' },
    { send: 'POST /login' },
    { send: 'GET /account' },
    { send: 'GET /account', as: 'bob' },
  ],
})

/** Whether a request came from a browser that has sent nothing but requests for pages, and has nothing in a session. */
const isStranger = (exchange: ExchangeFacts, exchanges: readonly ExchangeFacts[]): boolean =>
  isRead(exchange) &&
  isLetIn(exchange) &&
  exchange.client !== null &&
  !hasData(asked(exchange)?.session ?? null) &&
  exchanges.every((one) => one.client !== exchange.client || isRead(one))

/** What somebody else did that opened, or changed, a page for a stranger, and how it was before. */
function sharedWith(
  exchange: ExchangeFacts,
  exchanges: readonly ExchangeFacts[],
  logins: ReadonlySet<ExchangeFacts>,
): { readonly before: ExchangeFacts; readonly changed: ExchangeFacts } | null {
  const same = exchanges.filter((one) => isSamePage(one, exchange) && one.pid === exchange.pid)
  for (const own of same.filter((one) => one.client !== exchange.client && isSameView(one, exchange))) {
    const earlier = exchanges.slice(0, exchanges.indexOf(own))
    const changed = earlier.findLast((one) => one.client === own.client && !isRead(one) && isAccepted(one))
    const before = same.findLast(
      (one) => changed && exchanges.indexOf(one) < exchanges.indexOf(changed) && !hasData(asked(one)?.session ?? null),
    )
    if (!changed || !before || isSameView(before, exchange)) continue
    // A page that is open to all may change for all.
    if (isRefused(before) || logins.has(changed) || LOGIN.test(changed.request.url)) return { before, changed }
  }
  return null
}

const isRead = ({ request }: ExchangeFacts): boolean => request.method === 'GET' || request.method === 'HEAD'

const isAccepted = ({ response }: ExchangeFacts): boolean => response !== null && response.status < 400

const LOGIN = /(?:log|sign)[-_]?in/i

/** Whether two answers are the same page: Express marks each page by what is in it (ETag). */
function isSameView({ response: one }: ExchangeFacts, { response: other }: ExchangeFacts): boolean {
  const [tag, otherTag] = [one, other].map((response) => header(response?.headers ?? [], 'etag'))
  return one?.status === other?.status && tag !== undefined && tag === otherTag
}
