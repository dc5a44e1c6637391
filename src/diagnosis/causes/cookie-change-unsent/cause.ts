import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { loadOf, handedOver, lifetimeOf } from '../../session-data.ts'

export default cause({
  code: 'cookie-change-unsent',
  title: 'req.session.cookie was changed, and the browser was not told',
  level: 'error',
  lesson: 10,
  step: 'Remember me',
  symptoms: ['nothing-happens', 'logged-out-early'],
  words: [
    'remember me does not work',
    'req.session.cookie.maxage has no effect',
    'req.session.cookie.expires has no effect',
    'changing cookie maxage does nothing',
    'cookie expires not updated',
    'session.touch does not update cookie',
    'extend cookie at login',
    'changing req.session.cookie.expires does nothing',
    'changing req.session.cookie has no effect',
  ],
  howToTell: 'the handler sets req.session.cookie.maxAge, and its answer has no Set-Cookie',
  find({ exchanges }) {
    const unsent = exchanges.flatMap((exchange) => {
      const { session, changes, response } = exchange
      const change = changes.find(({ kind, when }) => kind === 'cookie' && when === 'before-head')
      const isKept = session.state === 'found' && session.idBefore === session.idAfter && !session.destroyed
      if (!change || !isKept || !response || session.cookie !== 'none' || isShorter(exchange)) return []
      return [{ exchange, change }]
    })
    const [first] = unsent
    if (!first) return null
    const { exchange, change } = first
    return {
      message:
        `${requestLine(exchange)} changed req.session.cookie, and its answer has no Set-Cookie. express-session sends the cookie of a session that ` +
        'the browser already has only if the data of the session changed too, and its cookie has an end. So the browser still has the cookie as it was.',
      ...writeOf(exchange, change),
      exchange: nameOf(exchange),
      count: unsent.length,
    }
  },
  fix: {
    text: 'Change the data of the session too, or set the cookie when the session is new: after regenerate(), as at a login.',
    code: 'req.session.cookie.maxAge = 30 * 24 * 60 * 60 * 1000\nreq.session.rememberedAt = Date.now()',
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /remember-me' }, { send: 'GET /' }],
})

/** Whether the session ends sooner than before: the store sees to that, whatever the browser keeps. */
function isShorter(exchange: ExchangeFacts): boolean {
  const before = loadOf(exchange)?.session ?? null
  const [old, now] = [lifetimeOf(before), lifetimeOf(handedOver(exchange))]
  return now !== null && (old === null ? now <= 0 : now < old)
}
