import { attributeMessages } from '../../../cookie/findings/attribute-findings.ts'
import { hasSecure, sessionCookies, type SessionCookie } from '../../browser.ts'
import type { Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { isHttps, nameOf } from '../../facts.ts'
import { trustsProxy } from '../../not-secured.ts'

export default cause({
  code: 'no-secure',
  title: 'The session cookie also travels over plain http',
  level: 'warning',
  symptoms: ['insecure'],
  words: ['cookie without secure', 'secure flag missing', 'insecure cookie', 'cookie secure attribute', 'cwe-614'],
  howToTell: 'the Set-Cookie line of an answer over https has no Secure',
  lesson: 7,
  step: "secure: 'auto'",
  find(observation) {
    const all = sessionCookies(observation).filter(({ exchange, line }) => isHttps(exchange) && hasValue(line))
    const open = all.filter(({ line }) => !hasSecure(line)).filter(isChosen)
    const [first] = open
    // What one cookie of it has, the other may have lost to the time at which its session began.
    if (!first || all.some(({ call, line }) => hasSecure(line) && call.name === first.call.name)) return null
    return {
      message: attributeMessages.noSecure + (isInProduction(observation, first) ? '' : ONLY_HERE),
      at: first.call.at,
      option: 'cookie.secure',
      exchange: nameOf(first.exchange),
      count: open.length,
    }
  },
  fix: {
    text: "Set cookie.secure to true, or to 'auto' if the app is also used over http. Behind a proxy, trust the proxy.",
    code: "app.set('trust proxy', 1)\napp.use(session({ cookie: { secure: true }, ... }))",
  },
  unless:
    "On a machine of your own without https, a cookie with Secure would not be sent. `secure: 'auto'` is right for both.",
  moves: [{ send: 'POST /login', at: 'https://shop.example' }],
})

const isInProduction = ({ processes }: Observation, { exchange }: SessionCookie): boolean =>
  processes.some(({ pid, nodeEnv }) => pid === exchange.pid && nodeEnv === 'production')

const ONLY_HERE = ' NODE_ENV is not production here: if the app sets Secure only there, nothing is wrong.'

const hasValue = (line: string): boolean => !/^[^=]*=(?:;|$)/.test(line)

/** Whether the app itself chose to leave Secure out, and did not only take the connection for http. */
function isChosen({ exchange, call }: SessionCookie): boolean {
  if (call.options['cookie.secure']?.value === 'auto') return false
  return call.options['cookie']?.kind !== 'function' || exchange.connection.secure || trustsProxy(exchange, call)
}
