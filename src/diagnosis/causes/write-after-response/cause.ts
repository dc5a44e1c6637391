import type { ExchangeFacts, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

/** What was changed when the answer was over, and never given to the store. */
const lateChange = ({ changes, session, store }: ExchangeFacts): SessionChange | undefined =>
  // regenerate() destroys one session and makes another.
  session.destroyed && session.idBefore === session.idAfter
    ? undefined
    : changes.find(
        ({ kind, when, ms }) =>
          kind === 'keys' &&
          when === 'after-end' &&
          !store.some(({ op, startedMs }) => op === 'set' && startedMs >= ms),
      )

export default cause({
  code: 'write-after-response',
  title: 'The session is changed after the answer was sent',
  level: 'error',
  lesson: 6,
  step: 'Too late',
  symptoms: ['data-lost', 'no-cookie', 'new-id-every-request', 'logout-does-not-work'],
  words: [
    'value in session lost',
    'set after res.json',
    'session not saved after res.send',
    'session change not saved',
    'session set in settimeout',
    'async session write lost',
    'session changed after res.send',
    'session changed in a callback after the response',
    'session set after the response is lost',
    'new session each time because it is set too late',
    'session.user undefined in another route after login',
    'session written in a promise after res.json',
  ],
  howToTell: 'req.session changes after the end of the answer, and the trace does not say "saving" after that',
  explains: ['nothing-saved', 'empty-sessions'],
  find({ exchanges }) {
    const late = exchanges.flatMap((exchange) => {
      const change = lateChange(exchange)
      return change ? [{ exchange, change }] : []
    })
    const [first] = late
    if (!first) return null
    const { exchange, change } = first
    const isNew = exchange.generated.length > 0 && !exchange.session.saved
    return {
      message:
        `${requestLine(exchange)} changed ${change.keys.join(', ')} in the session when its answer had been sent. ` +
        'session() saves when the answer ends, so this change is not saved' +
        (isNew ? ', and the browser gets no cookie.' : '.'),
      ...writeOf(exchange, change),
      exchange: nameOf(exchange),
      count: late.length,
      ...(exchange.errors.some(({ code }) => code === 'ERR_HTTP_HEADERS_SENT') ? { explains: ['handler-threw'] } : {}),
    }
  },
  fix: {
    text: 'Write to the session first, then answer.',
    code: 'req.session.user = user\nres.json({ ok: true })',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /me' }],
})
