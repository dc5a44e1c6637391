import type { LayerPassed, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { mountPath } from '../../stack.ts'

export default cause({
  code: 'two-session-middlewares',
  title: 'A second session() on the way of a request steps aside',
  level: 'error',
  lesson: 1,
  step: 'Above session() and below it',
  symptoms: ['no-cookie', 'nothing-happens', 'data-lost'],
  words: [
    'second session middleware has no effect',
    'session options ignored',
    'two sessions',
    'multiple session middleware',
    'separate sessions for admin and user',
    'two sessions in one app',
    'different sessions for admin and user',
    'app.use(session()) twice',
    'session middleware used twice with different options',
  ],
  howToTell: 'two layers of session() ran for the request, and only the cookie of the first is there',
  find({ exchanges, sessions, stack }) {
    // One for a part of the app that comes first takes that part from the one for all, as it should.
    const isMeant = (first: LayerPassed | undefined, second: LayerPassed | undefined) => {
      const [wide, narrow] = [first, second].map((layer) => layer && (mountPath(stack, layer.layer) ?? layer.path))
      return wide === undefined || narrow === undefined || `${narrow}/`.startsWith(wide === '/' ? '/' : `${wide}/`)
    }
    const ignored = exchanges.flatMap((exchange) => {
      const [second] = exchange.layers.filter(({ session, sessionBefore }) => session !== null && sessionBefore)
      const before = exchange.layers.slice(0, second ? exchange.layers.indexOf(second) : 0)
      const first = before.find(({ session }) => session !== null)
      const call = (id: number | null | undefined) => sessions.find((one) => one.id === id && one.pid === exchange.pid)
      const [works, ignores] = [call(first?.session), call(second?.session)]
      return works && ignores && isOther(works, ignores) && isMeant(first, second) ? [{ exchange, works, ignores }] : []
    })
    const [first] = ignored
    if (!first) return null
    const { exchange, works, ignores } = first
    const place = works.at ? ` in line ${works.at.line}` : ''
    const isOtherName = works.name !== ignores.name
    const cookie = isOtherName ? ` and the cookie ${works.name}` : ''
    const other = isOtherName ? `, for ${ignores.name},` : ''
    return {
      message:
        `${requestLine(exchange)} came to two session(). The one${place} made req.session, with an id of its own${cookie}; ` +
        `the second${other} saw that and stepped aside, so its options do nothing.`,
      at: ignores.at,
      exchange: nameOf(exchange),
      count: ignored.length,
    }
  },
  fix: {
    text: 'Let each request come to one session() only: the one for a part of the app first, on its path, or one for all.',
    code: "app.use('/admin', session(forTheOffice))\napp.use(session(forEverybody))",
  },
  unless: 'Two session() are right if each request meets only one of them, as for /admin and for the rest.',
  moves: [{ send: 'POST /admin/login' }],
})

/** Whether two calls would not do the same. */
function isOther(a: SessionCall, b: SessionCall): boolean {
  const essence = ({ name, options, secret, store }: SessionCall) =>
    JSON.stringify([
      name,
      Object.entries(options).toSorted(([one], [other]) => (one < other ? -1 : 1)),
      secret,
      store?.isMemoryStore === true || store?.id,
    ])
  return a.id !== b.id && essence(a) !== essence(b)
}
