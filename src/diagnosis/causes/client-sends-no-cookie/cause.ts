import type { Observation } from '../../../observe/observation.ts'
import { addressOf, cookiesOf, isLoopback } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { changedCookies, type ChangedCookie } from '../../changed-cookie.ts'
import { adviceFor, BY_HAND } from '../../client-advice.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notReturned, type NotReturned } from '../../not-returned.ts'

export default cause({
  code: 'client-sends-no-cookie',
  title: 'The client does not send the cookie that it got',
  level: 'error',
  where: 'client',
  lesson: 8,
  step: 'Logged in, and nobody',
  symptoms: ['new-id-every-request', 'data-lost'],
  words: [
    'new session on every fetch',
    'axios new session each call',
    'withcredentials set but cookie not sent',
    "credentials: 'include'",
    'postman works, browser does not',
    'curl session',
    'new session each curl',
    'supertest session',
    'test gets 401 after login',
    'request.agent',
    'localhost and 127.0.0.1',
    'axios does not send cookies',
    'cookies are not sent to express',
    'cookie jar',
    'session always undefined with curl',
    'ajax session empty',
    'new session for every fetch',
    'cookie not included in requests',
    'works in postman but not from the frontend',
    'logged in with postman, not with fetch',
    'supertest loses the session',
    'supertest second request is not authenticated',
    'new session id from a mobile app',
    'session id changes with every fetch',
    'mobile app loses the session',
    'cookie does not persist in the mobile app',
    'http client keeps no cookies',
    'python requests session lost',
    'cookie unsigned',
    'cookie changed by the client',
    'session lost between www and without www',
  ],
  howToTell:
    'the answer has a correct Set-Cookie line, and the next request of the same client does not bring that cookie back as it was',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const lost = notReturned(observation).filter(({ why }) => why !== 'cross-site' && why !== 'filtered')
    const [first] = lost
    if (!first) return sentChanged(observation)
    const { exchange, given, why } = first
    return {
      message:
        `${requestLine(given.exchange)} was answered with a cookie that browsers keep, and ${requestLine(exchange)} of the same client came ` +
        (why === 'other-host'
          ? `without it: ${hostsOf(first)}`
          : why === 'old'
            ? 'with the cookie that it had before, and not with the new one. So the app is right: the client sends a cookie that somebody wrote down, ' +
              'and does not keep what it gets.'
            : why === 'some'
              ? `with ${cookiesOf(exchange).map(nameIn).join(', ')}, but without ${given.call.name}. So the app is right: the client keeps only ` +
                'some of the cookies that it gets, or something on the way takes this one out.'
              : 'without any. So the app is right: the client keeps no cookies, does not send them, or something on the way takes them out.'),
      at: null,
      exchange: nameOf(exchange),
      count: lost.length,
      fix: adviceFor(first),
      explains: lost.some((one) => isTest(observation, one)) ? ['process-ended'] : [],
    }
  },
  fix: {
    text: 'Let the client keep cookies and send them: across origins fetch does so only if told to.',
    code: "fetch('https://api.example/me', { credentials: 'include' })",
  },
  unless: 'A client that nobody needs to recognize, such as a health check, is right to send no cookie.',
  claims: [
    {
      text: 'The app did set its cookie: the rest is up to the client.',
      holds: ({ exchanges }) =>
        exchanges[0]?.session.cookie === 'set' && exchanges.at(-1)?.session.state === 'no-cookie',
    },
  ],
  moves: [
    { send: 'POST /login', as: null },
    { send: 'GET /', as: null },
  ],
  fixedMoves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

/** Whether the client is a test in the process of the app, which ended because it expected something else. */
function isTest({ packages, processes, problems }: Observation, { exchange: { pid } }: NotReturned): boolean {
  const asserts =
    packages.some(({ name }) => name === 'supertest') ||
    problems.some((problem) => problem.pid === pid && problem.error.code === 'ERR_ASSERTION')
  return asserts && processes.some((one) => one.pid === pid && one.end !== null)
}

const nameIn = (pair: string): string => pair.split('=', 1)[0] ?? ''

/** Why the cookie of one host does not go to the other. */
function hostsOf({ exchange, given }: NotReturned): string {
  const [first, second] = [given.exchange, exchange].map((one) => addressOf(one))
  return first && second && !isLoopback(second)
    ? `the cookie is for ${first.hostname} alone, and this is ${second.hostname}.`
    : 'localhost and 127.0.0.1 are the same machine, but for a browser they are two sites, and here both names are used.'
}

/** The cookie came back, and not as it was set. */
function sentChanged(observation: Observation): Found | null {
  const changed = changedCookies(observation)
  const [first] = changed
  if (!first) return null
  const { exchange, given } = first
  return {
    message:
      `${requestLine(given.exchange)} set ${given.call.name}, and ${requestLine(exchange)} brought it back ${inWords(first)}. ` +
      'So express-session does not recognize it: the client, or something on the way, changes the cookie.',
    at: null,
    exchange: nameOf(exchange),
    count: changed.length,
    fix: BY_HAND,
  }
}

function inWords({ how, name }: ChangedCookie): string {
  switch (how) {
    case 'encoded':
      return 'encoded once more, so that its % is a %25'
    case 'case':
      return 'with other capital letters'
    case 'cut':
      return 'without a part of its value'
    case 'renamed':
      return `under another name, ${name}`
    case 'inside':
      return `inside of another cookie, ${name}, as where several Set-Cookie lines are joined by commas`
    case 'changed':
      return 'with another value'
  }
}
