import { addressOf, refusedCookies, type RefusedCookie } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { unwritableIn, type Unwritable } from '../../unwritable.ts'

export default cause({
  code: 'cookie-domain-refused',
  title: 'cookie.domain is not a domain that this app may set cookies for',
  level: 'error',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost', 'works-locally-only'],
  words: [
    'option domain is invalid',
    'cookie domain',
    'cookie domain localhost',
    'domain with port',
    'domain attribute invalid',
    'this set-cookie was blocked because its domain attribute was invalid',
    'cookie rejected for invalid domain',
    'subdomain cookie not set',
  ],
  howToTell: 'the cookie comes back as soon as cookie.domain is left out',
  lesson: 8,
  step: 'Two headers',
  explains: ['headers-already-sent', 'nothing-saved', 'empty-sessions', 'handler-threw'],
  find(observation) {
    const unwritten = unwritableIn(observation).filter(({ part }) => part === 'domain')
    const refused = refusedCookies(observation, ['domain-foreign', 'domain-public-suffix'])
    const [first] = [...unwritten.map(notWritten), ...refused.map(notKept)]
    return first ? { ...first, count: unwritten.length + refused.length } : null
  },
  fix: {
    text: 'Leave cookie.domain out: the cookie then belongs to the host that sent it. For all subdomains write the bare name above them.',
    code: "cookie: { domain: 'shop.example' }",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

function notWritten({ exchange, call }: Unwritable): Found {
  const domain = call.options['cookie.domain']?.value
  const given = typeof domain === 'string' ? `cookie.domain is ${domain}, which` : 'What cookie.domain is'
  return {
    message:
      `${given} is not a host name${typeof domain === 'string' ? oddityIn(domain) : ''}. So no cookie could be written: ` +
      `${requestLine(exchange)} was answered without one, and "option domain is invalid" was reported only after the answer.`,
    at: call.at,
    option: 'cookie.domain',
    exchange: nameOf(exchange),
  }
}

/** What stands in it that belongs to an address. */
function oddityIn(domain: string): string {
  if (domain.includes('//')) return ', but a whole address'
  return /:\d+$/.test(domain) ? ': a port does not belong in it' : ''
}

function notKept({ exchange, call, line, refusal }: RefusedCookie): Found {
  const domain = /;\s*domain=([^;]*)/i.exec(line)?.[1]?.trim() ?? ''
  const { hostname } = addressOf(exchange)
  return {
    message:
      refusal.reason === 'domain-public-suffix'
        ? `Domain=${domain} would go to every host below ${domain}, so no browser takes the cookie of ${requestLine(exchange)}.`
        : `${requestLine(exchange)} was asked of ${hostname}, and its cookie says Domain=${domain}. A host may set cookies for itself and for ` +
          'a domain above it only, so browsers refuse this one.',
    at: call.at,
    option: 'cookie.domain',
    exchange: nameOf(exchange),
  }
}
