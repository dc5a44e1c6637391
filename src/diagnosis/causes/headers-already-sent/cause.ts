import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'headers-already-sent',
  title: 'The head of the answer is out before the session is written, so the browser gets no cookie',
  level: 'error',
  lesson: 6,
  step: 'Too late',
  symptoms: ['no-cookie', 'data-lost', 'new-id-every-request'],
  words: [
    'regenerate does not change the cookie',
    'logged out after login',
    'session lost with sse or streaming',
    'no set-cookie when streaming',
    'no set-cookie with res.write',
    'flushheaders session',
    'server-sent events session',
    'cannot set headers after they are sent',
    'cannot set headers after they are sent to the client',
    'err_http_headers_sent',
    'no cookie when streaming',
    'server-sent events and no cookie',
    'res.write before the session is set',
    'no cookie because headers were sent',
    'stream without cookie',
  ],
  howToTell: 'the trace says "saving", and the answer has no Set-Cookie because its head was sent before',
  find({ exchanges }) {
    const late = exchanges.filter(({ session }) => session.why === 'head-was-sent')
    const [exchange] = late
    if (!exchange) return null
    const call = exchange.calls.find(({ method }) => method === 'regenerate')
    const change = exchange.changes.find(({ when, keys }) => when !== 'before-head' && keys.length > 0)
    const what = call
      ? 'called regenerate()'
      : change
        ? `wrote ${change.keys.join(', ')} to a new session`
        : 'began a new session'
    return {
      message:
        `${requestLine(exchange)} had sent the head of its answer when it ${what}. The session was saved, but its cookie goes with the head: ` +
        'the browser never gets it, and comes back without.',
      ...(call ? { at: call.at } : change ? writeOf(exchange, change) : { at: null }),
      exchange: nameOf(exchange),
      count: late.length,
      ...(exchange.errors.some(({ code }) => code === 'ERR_HTTP_HEADERS_SENT') ? { explains: ['handler-threw'] } : {}),
    }
  },
  fix: {
    text: 'Write to the session before anything of the answer is sent: before res.write(), res.flushHeaders() and pipe().',
    code: 'req.session.channel = channel\nres.flushHeaders()',
  },
  moves: [{ send: 'GET /events' }, { send: 'GET /channel' }],
})
