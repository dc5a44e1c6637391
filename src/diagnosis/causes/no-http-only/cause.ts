import { attributeMessages } from '../../../cookie/findings/attribute-findings.ts'
import { effective, readAttributes } from '../../../cookie/paste/attributes.ts'
import { cause } from '../../cause.ts'
import { nameOf, sessionsOf, setCookies } from '../../facts.ts'

/** Whether a Set-Cookie line gives a value to a cookie of this name that scripts can read. */
function isOpen(line: string, name: string): boolean {
  const [pair = '', ...attributes] = line.split(';')
  return (
    pair.startsWith(`${name}=`) &&
    pair !== `${name}=` &&
    effective(readAttributes(attributes), 'HttpOnly') === undefined
  )
}

export default cause({
  code: 'no-http-only',
  title: 'Scripts in the page can read the session cookie',
  level: 'warning',
  symptoms: ['insecure'],
  words: [
    'httponly',
    'httponly false',
    'document.cookie',
    'xss session cookie',
    'steal session cookie',
    'cookie without httponly',
  ],
  howToTell: 'the Set-Cookie line of the session has no HttpOnly',
  lesson: 1,
  step: 'What the cookie says',
  find(observation) {
    const open = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).find(({ name }) =>
        setCookies(exchange).some((line) => isOpen(line, name)),
      )
      return call ? [{ exchange, call }] : []
    })
    const [first] = open
    if (!first) return null
    return {
      message: attributeMessages.noHttpOnly,
      at: first.call.at,
      option: 'cookie.httpOnly',
      exchange: nameOf(first.exchange),
      count: open.length,
    }
  },
  fix: {
    text: 'Leave cookie.httpOnly out: true is its default. A page that must know who is logged in can ask the server.',
    code: "session({ cookie: { secure: 'auto' }, ... })",
  },
  unless:
    'Only if a script of the page has to read the id itself, which is rare: fetch sends the cookie without reading it.',
  moves: [{ send: 'GET /' }],
})
