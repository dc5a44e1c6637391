import { attributeMessages } from '../../../cookie/findings/attribute-findings.ts'
import { hasSecure, refusedCookies, sessionCookies, type SessionCookie } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { isHttps, nameOf, requestLine } from '../../facts.ts'

export default cause({
  code: 'same-site-none-insecure',
  title: 'Browsers refuse SameSite=None without Secure',
  level: 'error',
  lesson: 8,
  step: 'SameSite=None',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost'],
  words: [
    'samesite none',
    'samesite=none rejected',
    'cookie blocked by chrome',
    'this set-cookie was blocked because it had the samesite=none attribute but did not have the secure attribute',
    'cookie has been rejected because it has the samesite=none attribute but is missing the secure attribute',
    'works in postman',
  ],
  howToTell: 'the Set-Cookie line has SameSite=None and no Secure',
  explains: ['no-secure', 'nothing-saved'],
  find(observation) {
    // Over https it may be right: then plain http is only how the app is tried out.
    const secure = sessionCookies(observation).filter(({ exchange, line }) => isHttps(exchange) && hasSecure(line))
    const isRight = ({ call }: SessionCookie) => secure.some((one) => one.call.name === call.name)
    const refused = refusedCookies(observation, ['same-site-none-insecure']).filter((one) => !isRight(one))
    const [first] = refused
    if (!first) return null
    return {
      message: `Browsers do not keep the cookie of ${requestLine(first.exchange)}. ${attributeMessages.sameSiteNoneInsecure}`,
      at: first.call.at,
      option: 'cookie.sameSite',
      exchange: nameOf(first.exchange),
      count: refused.length,
    }
  },
  fix: {
    text: "Use 'lax' if pages and app are one site. If they are not, 'none' needs https and secure: true.",
    code: "cookie: { sameSite: 'lax' }",
  },
  unless:
    'SameSite=None is right for an app that other sites embed or call with its cookies. It always needs Secure, so https, and a defence against forged requests of your own.',
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
