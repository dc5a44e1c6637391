import { faultIn } from '../../../cookie/ids/faults.ts'
import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
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
  symptoms: ['sees-others-data'],
  words: [
    'genid',
    'same session id for all users',
    'users share a session',
    'sees data of another user',
    'session mixed up',
    'genid gives the same id',
    'genid users get the session of someone else',
  ],
  howToTell: 'two browsers have the same session cookie',
  find(observation) {
    const { exchanges } = observation
    // One visitor may get the id of before again; a visitor who is not known by name may be that one.
    const shared = exchanges.flatMap((exchange, index) => {
      const earlier = exchanges
        .slice(0, index)
        .find(
          ({ client, ...one }) =>
            client !== null &&
            exchange.client !== null &&
            client !== exchange.client &&
            idsOf({ client, ...one }).some((id) => idsOf(exchange).includes(id)),
        )
      return earlier ? [{ exchange, earlier }] : []
    })
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
    text: 'Make each id of something random, and of nothing that two requests can have in common.',
    code: 'genid: () => crypto.randomUUID()',
  },
  moves: [{ send: 'GET /' }, { send: 'GET /', as: 'bob' }],
})
