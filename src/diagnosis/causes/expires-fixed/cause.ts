import { LONGEST_LIFE } from '../../../cookie/findings/cookie-end.ts'
import type { ExchangeFacts, Observation, SessionCall, ValueFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { sessionCookieSet } from '../../session-cookie.ts'

export default cause({
  code: 'expires-fixed',
  title: 'cookie.expires is one moment for all sessions, and after it nobody can log in',
  level: 'error',
  lesson: 2,
  step: 'No maxAge at all',
  symptoms: ['logged-out-early', 'new-id-every-request', 'data-lost'],
  words: [
    'works, then new session on each request until restart',
    'nobody can log in after some weeks',
    'login stops working until restart',
    'sessions stop working after a while',
    'cookie expires new date',
    'same expires in every answer',
    'expires in the past',
    'nobody stays logged in after the server ran for a while',
    'cookie expires date is in the past',
    'works only after a restart',
    'everybody is logged out at the same time',
    'all sessions end at the same time',
    'new logins expire at once after the server has run for a day',
    'maxage new date',
  ],
  howToTell: 'Set-Cookie has the same Expires in the answers to all new visitors, and a past one later on',
  explains: ['client-sends-no-cookie'],
  find(observation) {
    const fixed = observation.exchanges.flatMap((exchange) => {
      const set = sessionCookieSet(observation, exchange)
      const call = sessionsOf(observation, exchange).find(({ name }) => name === set?.name)
      const [option, end] = (call && fixedEnd(call)) ?? []
      const isNew = exchange.generated.length > 0
      if (
        !set ||
        !call ||
        !option ||
        typeof end !== 'number' ||
        !isNew ||
        set.end !== end ||
        end - exchange.at > LONGEST_LIFE
      )
        return []
      return [{ exchange, call, option, end, isOver: set.isOver }]
    })
    const [first] = fixed
    if (!first) return null
    const shown = fixed.find(({ isOver }) => isOver) ?? first
    return {
      message: messageOf(shown, observation),
      at: shown.call.at,
      option: shown.option,
      exchange: nameOf(shown.exchange),
      count: fixed.length,
    }
  },
  fix: {
    text: 'Set maxAge instead: express-session works the end out from it for each session.',
    code: 'cookie: { maxAge: 60 * 60 * 1000 }',
  },
  moves: [
    { send: 'POST /login' },
    { laterMs: 7_200_000 },
    { send: 'POST /login', as: 'bob' },
    { send: 'GET /', as: 'bob' },
  ],
})

/** Both take a date, and the one that stands last counts (session/cookie.js). */
const OPTIONS = ['cookie.expires', 'cookie.maxAge']

/**
 * The option by which session() was given a moment, and that moment to the second, as Expires has it, in milliseconds since 1970; null
 * where it was given none.
 */
function fixedEnd({ options }: SessionCall): readonly [option: string, end: number] | null {
  const [option, { kind, value }] = Object.entries(options).findLast(([name]) => OPTIONS.includes(name)) ?? ['', NONE]
  const time = kind === 'date' && typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : [option, Math.floor(time / 1000) * 1000]
}

const NONE: ValueFacts = { kind: 'undefined' }

interface Fixed {
  readonly exchange: ExchangeFacts
  readonly option: string
  readonly end: number
  readonly isOver: boolean
}

function messageOf({ exchange, option, end, isOver }: Fixed, { exchanges }: Observation): string {
  const date = new Date(end).toUTCString()
  const start = `${option} is a date that was worked out once, when the app started`
  if (isOver)
    return (
      `${start}: ${date}. That was over when ${requestLine(exchange)} came, so the browser dropped the new cookie at once. ` +
      'Until the app starts over, nobody can have a session.'
    )
  const isFirst = exchanges[0] === exchange
  return `${start}. The new session of ${requestLine(exchange)} ends at ${date}${isFirst ? '' : ', however late it came'}, and so do all others. After that, nobody can log in until the app starts over.`
}
