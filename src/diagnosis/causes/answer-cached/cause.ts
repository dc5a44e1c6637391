import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { asked, cookiesOf, pairOf, sessionCookies } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { answeredBy, header, layerName, nameOf, requestLine } from '../../facts.ts'
import { isSamePage } from '../../login.ts'
import { sessionCookieSet } from '../../session-cookie.ts'
import { loadOf, hasData } from '../../session-data.ts'
import { seenByStrangers } from '../../strangers.ts'

export default cause({
  code: 'answer-cached',
  title: 'Caches on the way may keep an answer that is for one visitor, and give it to others',
  level: 'warning',
  lesson: 7,
  step: 'Two proxies',
  symptoms: ['sees-others-data', 'insecure'],
  words: [
    'cache-control',
    'visitor without cookie sees logged-in page',
    'cdn caches logged in page',
    'cdn caches set-cookie',
    'cloudflare caches session',
    'user sees cached page of another user',
    '304 shows the old user',
    'cdn caches page with login',
    'back button shows page after logout',
    'cdn gives one user the session of another',
    'varnish serves the session cookie of another user',
  ],
  howToTell: 'an answer with the cookie of a session, or with what is in it, has Cache-Control: public or a max-age',
  find(observation) {
    const cached = observation.exchanges.flatMap((exchange) => {
      const reason = isCacheable(exchange) ? reasonOf(observation, exchange) : null
      return reason ? [{ exchange, reason }] : []
    })
    const [first] = cached
    if (!first) return cachedInside(observation) ?? givenTwice(observation)
    const { exchange, reason } = first
    return {
      message:
        `The answer to ${requestLine(exchange)} says "Cache-Control: ${cacheControl(exchange)}", so a cache between the app and browsers may keep it ` +
        `for everybody. But ${reason}.`,
      at: answeredBy(exchange)?.at ?? null,
      exchange: nameOf(exchange),
      count: cached.length,
    }
  },
  fix: {
    text: 'Mark answers that depend on the session as private, and let only answers that are the same for everybody be cached.',
    code: "res.set('Cache-Control', 'private, no-cache')",
  },
  unless: 'What is the same for everybody, such as pictures and scripts, should be cached: answer it above session().',
  moves: [{ send: 'GET /account', as: 'bob' }, { send: 'POST /login' }, { send: 'GET /account' }],
})

/** A cache that the app has itself, and that gives a page of one visitor to another. */
function cachedInside({ exchanges }: Observation): Found | null {
  const seen = seenByStrangers(exchanges).filter(({ isCached }) => isCached)
  const [first] = seen
  if (!first) return null
  const { exchange, changed } = first
  const layer = answeredBy(exchange)
  return {
    message:
      `${layer ? layerName(layer) : 'A cache'} answered ${requestLine(exchange)} of one browser with the page that was made for another one, after ` +
      `${requestLine(changed)} there: it keeps answers by their address, and does not care whose they are.`,
    at: layer?.at ?? null,
    exchange: nameOf(exchange),
    count: seen.length,
    fix: {
      text: 'Let the cache of the app skip every request that has a session.',
      code: 'if (req.session?.user) return next()',
    },
  }
}

/**
 * A cookie that one visitor got with a page, and that another one brings without having got it: a cache in front of the app gave it to both. They
 * are two where a proxy says that they came from two addresses, and they say that they are two browsers.
 */
function givenTwice(observation: Observation): Found | null {
  const given = new Map(
    sessionCookies(observation)
      .filter(({ exchange }) => ['GET', 'HEAD'].includes(exchange.request.method) && visitorOf(exchange) !== null)
      .map((cookie) => [pairOf(cookie), cookie]),
  )
  const brought = observation.exchanges.flatMap((exchange) => {
    const cookie = cookiesOf(exchange)
      .map((pair) => given.get(pair))
      .find(Boolean)
    return cookie && isOther(visitorOf(cookie.exchange), visitorOf(exchange)) ? [{ exchange, cookie }] : []
  })
  const [first] = brought
  if (!first) return null
  const { exchange, cookie } = first
  return {
    message:
      `${requestLine(cookie.exchange)} set ${cookie.call.name} for one visitor, and ${requestLine(exchange)} of another one, at another address and with another browser, ` +
      'came with the same cookie, which the app never gave it. So a cache in front of the app kept that answer with its Set-Cookie line.',
    at: answeredBy(cookie.exchange)?.at ?? null,
    exchange: nameOf(exchange),
    count: brought.length,
    where: 'proxy',
    fix: {
      text: 'Let the cache keep no answer that has Set-Cookie: nginx and Varnish do so unless they are told otherwise. And say it in the answer.',
    },
  }
}

/** Who is behind a proxy, as far as it says: an address and a browser. Null where none says. */
function visitorOf(exchange: ExchangeFacts): readonly [address: string, agent: string] | null {
  const address = asked(exchange, 'x-forwarded-for')?.split(',', 1)[0]?.trim() ?? asked(exchange, 'x-real-ip')
  const agent = asked(exchange, 'user-agent')
  return address === undefined || agent === undefined ? null : [address, agent]
}

/** Somebody may go to another network, or show a page as on a telephone, but hardly both. */
const isOther = (one: ReturnType<typeof visitorOf>, other: ReturnType<typeof visitorOf>): boolean =>
  one !== null && other !== null && one[0] !== other[0] && one[1] !== other[1]

const cacheControl = ({ response }: ExchangeFacts): string => header(response?.headers ?? [], 'cache-control') ?? ''

/** Whether a shared cache may keep an answer and give it to others without asking (RFC 9111 sections 3 and 5.2.2). */
function isCacheable(exchange: ExchangeFacts): boolean {
  const { request, response } = exchange
  if (request.method !== 'GET' || !response || response.status >= 400) return false
  const said = new Map(
    cacheControl(exchange)
      .toLowerCase()
      .split(',')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=')
        return [name.trim(), value.trim().replaceAll('"', '')]
      }),
  )
  // A cache that keeps an answer for each Cookie header gives it to nobody else.
  if (/(?:^|[\s,])(?:\*|cookie)(?:$|[\s,])/i.test(header(response.headers, 'vary') ?? '')) return false
  if (['private', 'no-store', 'no-cache'].some((name) => said.has(name))) return false
  const seconds = said.get('s-maxage') ?? said.get('max-age')
  return seconds === undefined ? said.has('public') : Number(seconds) > 0
}

/** Why an answer is for one visitor, as a sentence; null if nothing says that it is. */
function reasonOf(observation: Observation, exchange: ExchangeFacts): string | null {
  const set = sessionCookieSet(observation, exchange)
  if (set && !set.isOver) return `it sets ${set.name}: anyone who gets it from a cache gets the session of this visitor`
  const other = isPersonal(exchange) ? otherView(observation, exchange) : undefined
  return other ? 'it depends on the session: a visitor with another session, or none, got another page there' : null
}

const isPersonal = (exchange: ExchangeFacts): boolean => hasData(loadOf(exchange)?.session ?? null)

/** What a visitor without anything in a session got there, if it is another page, and always was the same one. */
function otherView({ exchanges }: Observation, exchange: ExchangeFacts): ExchangeFacts | undefined {
  const others = exchanges.filter((one) => isSamePage(one, exchange) && !isPersonal(one) && tagOf(one) !== undefined)
  const [first] = others
  const isSteady = others.every((one) => tagOf(one) === tagOf(first))
  return isSteady && tagOf(exchange) !== undefined && tagOf(exchange) !== tagOf(first) ? first : undefined
}

/** What Express marks a page by: it depends on nothing but what is in it. */
const tagOf = (exchange: ExchangeFacts | undefined): string | undefined =>
  header(exchange?.response?.headers ?? [], 'etag')
