import type { ErrorFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { inVain } from '../../reach.ts'
import { layersIn } from '../../stack.ts'

/** What passport 0.6 and later say (passport `lib/strategies/session.js`, `lib/sessionmanager.js`). */
const isOfPassport = ({ message }: ErrorFacts): boolean => message.startsWith('Login sessions require session support')

export default cause({
  code: 'passport-above-session',
  title: 'passport.session() is above session()',
  level: 'error',
  lesson: 9,
  step: 'What Passport does',
  symptoms: ['error-500', 'session-undefined', 'logged-out-early'],
  words: [
    'login sessions require session support. did you forget to use `express-session` middleware?',
    'login sessions require session support',
    'req.user undefined after login',
    'passport.session',
    'deserializeuser never called',
    'req.isauthenticated always false',
    'req.user undefined on the next request',
    'failed to serialize user into session',
    'deserializeuser is not called',
  ],
  howToTell: 'passport says "Login sessions require session support", though session() is there',
  explains: ['session-below-route', 'handler-threw'],
  needs: ['passport'],
  find({ exchanges, stack }) {
    const layers = layersIn(stack)
    const failed = exchanges.flatMap((exchange) => {
      const lost = exchange.session.by.length === 0 && exchange.errors.some(isOfPassport) ? inVain(exchange) : null
      const place = layers.findIndex(({ id }) => id === lost?.needed.layer)
      const session = place < 0 ? undefined : layers.slice(place).find((layer) => layer.session !== null)
      return lost && session ? [{ exchange, lost, session }] : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, lost, session } = first
    return {
      message:
        `${requestLine(exchange)} reached passport before it reached session(), which is below` +
        `${session.at ? ` in line ${session.at.line}` : ''}. Passport keeps the logged-in user in req.session, and found none.`,
      at: lost.needed.at ?? lost.at,
      exchange: nameOf(exchange),
      count: failed.length,
    }
  },
  fix: {
    text: 'Use session() first, then passport.session().',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))\napp.use(passport.session())',
  },
  moves: [{ send: 'GET /' }],
})
