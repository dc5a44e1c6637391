import { faultIn } from '../../../cookie/ids/faults.ts'
import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

/** The ids that genid made for a request, as far as they are texts. */
const idsOf = ({ generated }: ExchangeFacts): readonly string[] =>
  generated.flatMap(({ kind, value }) =>
    kind === 'string' && typeof value === 'string' && value !== '' ? [value] : [],
  )

export default cause({
  code: 'genid-not-unique',
  title: 'genid gives two visitors the same id',
  level: 'error',
  symptoms: ['sees-others-data', 'insecure'],
  words: [
    'genid',
    'same session id for all users',
    'users share a session',
    'sees data of another user',
    'session mixed up',
    'genid gives the same id',
    'genid users get the session of someone else',
    'users get the same session id',
    'same session id for different users',
    'two users with the same session id',
  ],
  howToTell: 'two browsers have the same session cookie',
  lesson: 3,
  step: "Somebody else's name",
  explains: ['session-fixation'],
  find(observation) {
    const { exchanges } = observation
    const again = exchanges.find(isGivenAgain)
    if (again) return givenAgain(observation, again)
    const shared = sharedIn(exchanges)
    const [first] = shared
    if (!first) return null
    const { exchange, earlier } = first
    const [call] = sessionsOf(observation, exchange)
    const id = idsOf(earlier).find((one) => idsOf(exchange).includes(one)) ?? ''
    const fault = faultIn(id)
    return {
      message:
        `genid gave ${requestLine(exchange)} of the browser ${exchange.client} the same id as ${requestLine(earlier)} of the ` +
        `browser ${earlier.client}${fault === null ? '' : `: ${id}`}. The two now share one session: what one writes there, the other one ` +
        `sees.${fault === null ? '' : ` ${fault}`}`,
      at: call?.at ?? null,
      option: 'genid',
      exchange: nameOf(exchange),
      count: shared.length,
    }
  },
  fix: {
    text: 'Make each id from something random, and from nothing that two requests can have in common.',
    code: 'genid: () => crypto.randomUUID()',
  },
  moves: [{ send: 'GET /' }, { send: 'GET /', as: 'bob' }],
})

/**
 * Requests that got an id which another visitor had got before. One visitor may get the id of before again; a visitor who is not known by name
 * may be that one.
 */
function sharedIn(exchanges: readonly ExchangeFacts[]) {
  /** Of each id, the first request that got it, and the first one of another visitor. */
  const known = new Map<string, ExchangeFacts[]>()
  return exchanges.flatMap((exchange) => {
    if (exchange.client === null) return []
    const ids = [...new Set(idsOf(exchange))]
    const [earlier] = ids.flatMap((id) => known.get(id)?.find(({ client }) => client !== exchange.client) ?? [])
    for (const id of ids) {
      const got = known.get(id) ?? []
      if (got.length < 2 && got[0]?.client !== exchange.client) known.set(id, [...got, exchange])
    }
    return earlier ? [{ exchange, earlier }] : []
  })
}

/** Whether a session was destroyed and the one in its place got the very same id, as at a login. */
const isGivenAgain = (exchange: ExchangeFacts): boolean => {
  const { idBefore, state, destroyed, saved } = exchange.session
  return state === 'found' && destroyed && saved && idBefore !== null && idsOf(exchange).includes(idBefore)
}

const givenAgain = (observation: Observation, exchange: ExchangeFacts): Found => ({
  message:
    `${requestLine(exchange)} made a new session, and genid gave it the id of the old one. So the old cookie, and every copy of it, opens ` +
    'the new session too.',
  at: sessionsOf(observation, exchange)[0]?.at ?? null,
  option: 'genid',
  exchange: nameOf(exchange),
})
