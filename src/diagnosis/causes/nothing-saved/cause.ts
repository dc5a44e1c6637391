import type { ExchangeFacts, Observation, Place } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { layersIn } from '../../stack.ts'

/** Where the layer that answered used the id of a session that is new and is not kept; null if it did not. */
function useOf({ generated, layers, session }: ExchangeFacts): { readonly at: Place | null } | null {
  const answering = layers.find(({ did }) => did === 'answered')
  if (!answering || generated.length === 0 || session.state !== 'no-cookie' || session.why !== null) return null
  const read = session.idReads.find(({ layer }) => layer === answering.layer)
  return read ?? (session.idTold ? answering : null)
}

/** Whether a form was never sent: its handler may be the one that writes. */
const isFormUntried = ({ exchanges, stack }: Observation): boolean => {
  const passed = new Set(exchanges.flatMap(({ layers }) => layers.map(({ layer }) => layer)))
  return layersIn(stack).some(
    ({ kind, methods, layers }) =>
      kind === 'route' && methods.includes('POST') && !layersIn(layers).some(({ id }) => passed.has(id)),
  )
}

export default cause({
  code: 'nothing-saved',
  title: 'Nothing is ever written to the session, so it is not kept, and each visit is the first',
  level: 'error',
  symptoms: ['new-id-every-request', 'no-cookie', 'data-lost'],
  words: [
    'new session id on every request',
    'new id on every request',
    'session id changes',
    'sessionid different every time',
    'req.sessionid changes on refresh',
    'no cookie set',
    'no set-cookie header',
    'saveuninitialized false new session',
    'connect.sid changes on every refresh',
    'connect.sid changes on every request',
    'session id is regenerated on each page load',
  ],
  howToTell: 'each visit of one browser generates another id, and the trace never says "saving"',
  lesson: 4,
  step: 'Who tells the browser?',
  find(observation) {
    const { exchanges } = observation
    const isEverKept = exchanges.some(
      ({ session, changes }) => session.saved || changes.some(({ kind }) => kind === 'keys'),
    )
    if (isEverKept || isFormUntried(observation)) return null
    const visits = exchanges.flatMap((exchange) => {
      const use = exchange.client === null ? null : useOf(exchange)
      return use ? [{ exchange, use }] : []
    })
    const again = visits.findIndex(({ exchange }, index) =>
      visits.slice(0, index).some((earlier) => earlier.exchange.client === exchange.client),
    )
    const second = visits[again]
    const first = visits.find(({ exchange }) => exchange.client === second?.exchange.client)
    if (!first || !second) return null
    const lines = [...new Set([first, second].map(({ exchange }) => requestLine(exchange)))]
    return {
      message:
        `${lines.join(' and ')} of one browser used the id of the session${lines.length > 1 ? ', and each' : ' twice, and each time'} got another one. ` +
        'Nothing is put into req.session, and saveUninitialized is false: such a session is not saved, and the browser gets no cookie.',
      at: first.use.at,
      exchange: nameOf(second.exchange),
      count: visits.length,
    }
  },
  fix: {
    text: 'Put what belongs to the visitor into req.session: from the first value on, the session is kept and the browser gets its cookie.',
    code: 'req.session.cart ??= []\nreq.session.cart.push(item)',
  },
  unless:
    'If no visitor has to be known yet, this is what you want: visitors who left nothing get no cookie, and take no room in the store.',
  claims: [
    {
      text: 'The store of the broken app is never asked.',
      holds: ({ exchanges }) => exchanges.every(({ store }) => store.length === 0),
    },
  ],
  moves: [{ send: 'POST /cart/tea' }, { send: 'GET /cart' }],
})
