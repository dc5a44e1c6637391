import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { cookiesOf, sessionCookies, type SessionCookie } from './browser.ts'
import { onceFor } from './once-for.ts'
import { isMeant } from './tests.ts'

/** A session cookie that came back in other words than those in which it was set. */
export interface ChangedCookie {
  readonly given: SessionCookie
  readonly exchange: ExchangeFacts
  /** `encoded`: once more. `case`: in other letters. `cut`: only a part of it. `renamed`: under another name. `inside`: in the middle of another
   *  cookie. `changed`: in some other way. */
  readonly how: 'encoded' | 'case' | 'cut' | 'renamed' | 'inside' | 'changed'
  /** The name under which it came. */
  readonly name: string
}

/**
 * Requests whose Cookie line has the id of a session that the app gave out, and not its cookie: a client wrote it itself, and not
 * as it got it. An id is random, so anyone who sends it got it here. Nothing is said of a cookie that ever came back as it was.
 */
export const changedCookies = onceFor((observation: Observation): readonly ChangedCookie[] => {
  const given = new Map(sessionCookies(observation).map((cookie) => [idIn(cookie), cookie]))
  given.delete('')
  if (given.size === 0) return []
  const ids = observation.exchanges.map((exchange) => ({ exchange, cookie: given.get(idSentWith(exchange, given)) }))
  const intact = new Set(
    ids.flatMap(({ exchange, cookie }) => (cookie && isIntact(cookiesOf(exchange), cookie) ? [cookie] : [])),
  )
  return ids.flatMap(({ exchange, cookie }): ChangedCookie[] => {
    const isUnknown = ['no-cookie', 'bad-signature'].includes(exchange.session.state)
    if (!cookie || !isUnknown || intact.has(cookie) || isMeant(observation, exchange)) return []
    return [{ given: cookie, exchange, ...howOf(cookiesOf(exchange), cookie) }]
  })
})

/** What an id is made of, if nobody says otherwise (uid-safe): shorter pieces may be anything. In small letters. */
const PIECE = /[\w-]{16,}/g

/** The id in a session cookie, in small letters; empty if there is none that can be told from other words. */
const idIn = ({ line }: SessionCookie): string =>
  /^s:([\w-]{16,})\./.exec(plain(valueOf(line)))?.[1]?.toLowerCase() ?? ''

function idSentWith(exchange: ExchangeFacts, given: ReadonlyMap<string, unknown>): string {
  const text = cookiesOf(exchange).map(plain).join(' ').toLowerCase()
  return text.match(PIECE)?.find((piece) => given.has(piece)) ?? ''
}

const isIntact = (pairs: readonly string[], { call, line }: SessionCookie): boolean =>
  pairs.some((pair) => nameIn(pair) === call.name && decoded(valueOf(pair)) === decoded(valueOf(line)))

function howOf(pairs: readonly string[], { call, line }: SessionCookie): Pick<ChangedCookie, 'how' | 'name'> {
  const right = decoded(valueOf(line))
  const own = pairs.find((pair) => nameIn(pair) === call.name)
  if (own !== undefined) {
    const value = decoded(valueOf(own))
    const isCut = right.includes(value)
    const how =
      plain(value) === right
        ? 'encoded'
        : value.toLowerCase() === right.toLowerCase()
          ? 'case'
          : isCut
            ? 'cut'
            : 'changed'
    return { how, name: call.name }
  }
  const other = pairs.find((pair) => decoded(valueOf(pair)) === right)
  if (other !== undefined) return { how: 'renamed', name: nameIn(other) }
  const around = pairs.find((pair) => plain(pair).includes(right))
  return around === undefined ? { how: 'changed', name: call.name } : { how: 'inside', name: nameIn(around) }
}

const nameIn = (pair: string): string => pair.split('=', 1)[0]?.trim() ?? ''

const valueOf = (pair: string): string => (pair.split(';', 1)[0] ?? '').slice(nameIn(pair).length + 1).trim()

/** As a server reads it (cookie, `parse`): what cannot be decoded stays. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** As it was before anybody encoded it: more than twice too often happens to nobody. */
const plain = (text: string): string => decoded(decoded(decoded(text)))
