import { asked, cookiesOf } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notReturned } from '../../not-returned.ts'

export default cause({
  code: 'proxy-strips-cookies',
  title: 'Something on the way lets other cookies through, but not the session cookie',
  level: 'error',
  where: 'proxy',
  lesson: 7,
  step: 'Two proxies',
  symptoms: ['new-id-every-request', 'data-lost', 'works-locally-only'],
  words: [
    'firebase hosting session',
    'session empty behind firebase hosting',
    'works with the function url',
    '__session',
    'cdn strips cookies',
    'cloudfront cookies not forwarded',
    'varnish strips cookies',
    'proxy removes the session cookie',
    'cdn removes connect.sid',
    'proxy does not forward the cookie header',
  ],
  howToTell: 'other cookies of the same browser arrive, and the session cookie never does',
  explains: ['client-sends-no-cookie', 'nothing-saved'],
  find(observation) {
    const lost = notReturned(observation).filter(({ why }) => why === 'filtered')
    const [first] = lost
    if (!first) return null
    const { exchange, given } = first
    const others = cookiesOf(exchange).map((pair) => pair.split('=', 1)[0])
    const isFirebase = others.includes('__session') || asked(exchange, 'x-forwarded-host')?.endsWith('.web.app')
    return {
      message:
        `${requestLine(exchange)} came with ${others.join(', ')}, and without ${given.call.name}, which the same client had got before in a ` +
        'form that browsers keep. So the app is right, and a proxy or a CDN between them picks cookies by their names.',
      at: given.call.at,
      option: 'name',
      exchange: nameOf(exchange),
      count: lost.length,
      ...(isFirebase
        ? {}
        : { fix: { text: 'Let the proxy or the CDN hand on this cookie, or give it a name that it does.' } }),
    }
  },
  fix: {
    text: 'Firebase Hosting lets one cookie through, __session: give the session cookie that name.',
    code: "session({ name: '__session', ... })",
  },
  moves: [{ send: 'GET /' }, { send: 'GET /', headers: { Cookie: '__session=1' } }],
  fixedMoves: [{ send: 'GET /' }, { send: 'GET /' }],
})
