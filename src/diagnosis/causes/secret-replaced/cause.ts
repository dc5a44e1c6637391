import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { isOfOtherApp, signedBefore, variableOf } from '../../signed-before.ts'

export default cause({
  code: 'secret-replaced',
  title: 'The secret was replaced, and the old one was not kept',
  level: 'error',
  where: 'environment',
  symptoms: ['logged-out-at-restart', 'logged-out-early'],
  words: [
    'logged out after changing the secret',
    'everybody logged out after changing the secret',
    'rotate secret',
    'secret rotation',
    'cookie signature invalid',
  ],
  howToTell: 'the trace says "cookie signature invalid" for cookies that were set before the variable changed',
  lesson: 4,
  step: 'Both secrets',
  explains: ['memory-store-restart', 'memory-store-processes'],
  find(observation) {
    const refused = signedBefore(observation).filter(
      (one) => variableOf(one) !== null && !isOfOtherApp(one, observation),
    )
    const [first] = refused
    if (!first) return null
    const { exchange, now } = first
    return {
      message:
        `${requestLine(exchange)} brought back a cookie that was signed before, and its signature no longer fits: the secret comes ` +
        `from the environment variable ${variableOf(first)}, which changed between the two starts, and the old secret is not in the list.`,
      at: now.at,
      option: 'secret',
      exchange: nameOf(exchange),
      count: refused.length,
    }
  },
  fix: {
    text: 'Put the new secret first and keep the old one after it until the old cookies are gone.',
    code: 'session({ secret: [process.env.NEW_SECRET, process.env.OLD_SECRET], resave: false, saveUninitialized: false })',
  },
  moves: [
    { send: 'POST /login' },
    { restart: true, variables: { SESSION_SECRET: 'the text of April, long enough' } },
    { send: 'GET /' },
  ],
})
