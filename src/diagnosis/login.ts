import type { ExchangeFacts, SessionChange } from '../observe/observation.ts'
import { onceFor } from './once-for.ts'
import { loadOf, dataIn, handedOver } from './session-data.ts'

/** A request that wrote who is logged in. */
export interface Login {
  readonly exchange: ExchangeFacts
  readonly change: SessionChange
  /** What it wrote. */
  readonly key: string
}

/** Requests that logged somebody in: they wrote a key that says who it is, or one that opened a door. */
export const loginsIn = onceFor((exchanges: readonly ExchangeFacts[]): readonly Login[] =>
  exchanges.flatMap((exchange): Login[] => {
    // Who is refused is not logged in, whatever was written down of them.
    if ([401, 403].includes(exchange.response?.status ?? 0)) return []
    const writes = newKeys(exchange)
    if (writes.length === 0) return []
    const named = writes.find(({ key }) => saysWho(key))
    const login = named ?? (opensDoor(exchange, exchanges) ? writes[0] : undefined)
    return login ? [{ exchange, ...login }] : []
  }),
)

/** The keys that were not there, or empty, before a request, and are after it. */
function newKeys(exchange: ExchangeFacts): readonly Omit<Login, 'exchange'>[] {
  const [before, after] = [dataIn(loadOf(exchange)?.session ?? null), dataIn(handedOver(exchange))]
  return exchange.changes
    .filter(({ kind }) => kind === 'keys')
    .flatMap((change) =>
      change.keys.filter((key) => !before[key] && Boolean(after[key])).map((key) => ({ change, key })),
    )
}

/** Whether a key is one of those under which apps keep who is logged in, as `userId` and `isAuthenticated` are. */
function saysWho(key: string): boolean {
  const word = key.toLowerCase().replaceAll(/[^a-z]/g, '')
  return WHO.has(word.replace(/^(?:is|current)/, '').replace(/(?:id|name)$/, '')) || WHO.has(word)
}

const WHO: ReadonlySet<string> = new Set([
  'user',
  'uid',
  'account',
  'member',
  'customer',
  'admin',
  'owner',
  'player',
  'student',
  'employee',
  'login',
  'loggedin',
  'loggedinuser',
  'signedin',
  'auth',
  'authed',
  'authenticated',
  'authorized',
  'authuser',
  'passport',
  'principal',
  'identity',
])

/** Whether the same session was refused somewhere before a request and let in after it, and no other request in between wrote anything. */
function opensDoor(exchange: ExchangeFacts, exchanges: readonly ExchangeFacts[]): boolean {
  const { idAfter } = exchange.session
  const own = exchanges.filter((one) => idAfter !== null && one.session.idAfter === idAfter)
  const index = own.indexOf(exchange)
  return own
    .slice(0, Math.max(index, 0))
    .some(
      (before) =>
        isRefused(before) &&
        own
          .slice(index + 1)
          .some((after) => isSamePage(before, after) && isLetIn(after) && !wroteBetween(own, before, after, exchange)),
    )
}

function wroteBetween(
  own: readonly ExchangeFacts[],
  before: ExchangeFacts,
  after: ExchangeFacts,
  not: ExchangeFacts,
): boolean {
  return own.slice(own.indexOf(before), own.indexOf(after)).some((one) => one !== not && newKeys(one).length > 0)
}

/** Whether two requests are for the same page. */
export const isSamePage = ({ request: one }: ExchangeFacts, { request: other }: ExchangeFacts): boolean =>
  one.method === other.method && one.url === other.url

/** Whether somebody was told to log in first, or sent to where that is done. */
export function isRefused({ response }: ExchangeFacts): boolean {
  const status = response?.status ?? 0
  return status === 401 || status === 403 || (status >= 300 && status < 400 && status !== 304)
}

export const isLetIn = ({ response }: ExchangeFacts): boolean => {
  const status = response?.status ?? 0
  return (status >= 200 && status < 300) || status === 304
}
