import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notSecured } from '../../not-secured.ts'

export default cause({
  code: 'secure-auto-unresolved',
  title: "secure: 'auto' does nothing if the cookie option is a function",
  level: 'error',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost'],
  words: ["secure: 'auto' not working", 'secure auto function', 'cookie function', 'dynamic cookie options'],
  howToTell: 'cookie is a function, it gives secure: \'auto\', and the trace says "not secured" over http',
  lesson: 7,
  step: "secure: 'auto'",
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = notSecured(observation).filter(({ why }) => why === 'unresolved')
    const [first] = kept
    if (!first) return null
    return {
      message:
        `express-session kept back the cookie of ${requestLine(first.exchange)}: cookie is a function and gave secure: 'auto', which is ` +
        'resolved only if cookie is an object. Here it stays a string, which counts as true, and this connection counts as plain http.',
      at: first.call?.at ?? null,
      option: 'cookie',
      exchange: nameOf(first.exchange),
      count: kept.length,
    }
  },
  fix: {
    text: 'Say in the function itself whether this request came over https.',
    code: 'cookie: (req) => ({ secure: req.secure, maxAge: 3_600_000 })',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
