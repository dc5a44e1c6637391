import { asked } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notSecured } from '../../not-secured.ts'

export default cause({
  code: 'forwarded-proto-missing',
  title: 'The proxy does not say that browsers come over https',
  level: 'error',
  where: 'proxy',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost', 'works-locally-only'],
  words: [
    'trust proxy set but cookie not set',
    'trust proxy set, secure set, still no cookie behind nginx',
    'proxy_set_header x-forwarded-proto',
    'req.secure is false behind proxy',
    'req.protocol is http behind proxy',
    'nginx secure cookie',
  ],
  howToTell: 'the app trusts its proxy, and the requests that fail have no X-Forwarded-Proto: https',
  lesson: 7,
  step: 'A proxy that does not say it',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = notSecured(observation).filter(({ why }) => why === 'unforwarded')
    const [first] = kept
    if (!first) return null
    const { exchange } = first
    const told = asked(exchange, 'x-forwarded-proto')
    return {
      message:
        `${requestLine(exchange)} came through a proxy that ${told === undefined ? 'did not say' : `said ${told} where it is asked`} how the ` +
        'browser came to it (X-Forwarded-Proto). The app trusts proxies and waits for that word, so express-session took the request for ' +
        'plain http and kept back its secure cookie. The app is right.',
      at: null,
      exchange: nameOf(exchange),
      count: kept.length,
    }
  },
  fix: {
    text: 'Let the proxy that ends https say so; in nginx, inside the location with proxy_pass.',
    code: 'proxy_set_header X-Forwarded-Proto $scheme;',
  },
  moves: [
    { send: 'POST /login', headers: { 'X-Forwarded-For': '203.0.113.7' } },
    { send: 'GET /', headers: { 'X-Forwarded-For': '203.0.113.7' } },
  ],
  fixedMoves: [
    { send: 'POST /login', at: 'https://shop.example' },
    { send: 'GET /', at: 'https://shop.example' },
  ],
})
