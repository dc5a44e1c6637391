import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { inVain } from '../../reach.ts'

export default cause({
  code: 'path-not-covered',
  title: 'cookie.path does not cover a route that uses the session',
  level: 'error',
  symptoms: ['session-undefined', 'error-500', 'data-lost'],
  words: [
    'req.session undefined on some routes',
    'req.session undefined behind proxy',
    'session lost on other page',
    'pathname mismatch',
    'cookie path',
    'session works on one page and not on another',
    'session only works below one path',
    'session on one page and req.session undefined on another',
    'req.session undefined below another path',
    'session available below one path and undefined elsewhere',
  ],
  howToTell: 'the trace says "pathname mismatch" for the request that fails',
  lesson: 1,
  step: 'What the cookie says',
  explains: ['handler-threw'],
  find(observation) {
    const lost = observation.exchanges.flatMap((exchange) => {
      const needed = exchange.session.state === 'path-not-covered' ? inVain(exchange) : null
      return needed ? [{ exchange, ...needed }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, needed } = first
    const [call] = sessionsOf(observation, exchange)
    const path = call?.options['cookie.path']?.value
    const covers =
      typeof path === 'string' ? `${path}, and this path does not begin with it` : 'of another part of the app'
    return {
      message:
        `session() stepped aside for ${requestLine(exchange)}: its cookie.path is ${covers}. ` +
        `So there was no req.session when ${layerName(needed)} asked for it.`,
      at: call?.at ?? needed.at,
      option: 'cookie.path',
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Leave cookie.path out, so that it is / and covers every route, or use the session only below that path.',
    code: "cookie: { path: '/' }",
  },
  unless:
    'A narrow `cookie.path` is right for a part of the site with sessions of its own: then mount session() only there, too.',
  moves: [{ send: 'POST /admin/login' }, { send: 'GET /dashboard' }],
})
