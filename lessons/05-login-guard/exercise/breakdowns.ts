import { mistake, type Evidence } from '../../../src/exercise/index.ts'
import type { Seen } from '../../../src/lesson/index.ts'
import { destroys, isNobody } from './evidence.ts'
import { guardName, lineIn, lineOfGuard, lineOfGuardCall, REPLACED } from './lines.ts'

/** Whether an exception that nobody caught said this. */
const threw = ({ problem }: Evidence, text: RegExp): boolean => problem?.kind === 'crash' && text.test(problem.message)

/** The exchange in which it ended. */
const last = ({ run }: Evidence): Seen => run.last

/** The line of a pattern in the route that was asked last. */
const lineThere = (seen: Evidence, pattern: RegExp): number | null =>
  lineIn(seen.code, last(seen).request.path, pattern)

const isUnanswered = ({ problem }: Evidence): boolean => problem?.kind === 'unanswered'

/** The line that asked nothing for something, if it is one that uses req.session when destroy() had taken that away. */
function lineWithoutSession(seen: Evidence): number | null {
  const { code, problem } = seen
  const line = problem?.line ?? null
  const [, name] = /of undefined \((?:reading|setting) '(\w+)'\)/.exec(problem?.message ?? '') ?? []
  if (line === null || name === undefined || problem?.kind !== 'crash') return null
  const isSession = new RegExp(`\\breq\\w*\\.session\\.${name}\\b`).test(code.source.split('\n')[line - 1] ?? '')
  return isSession && destroys(last(seen)) && lineThere(seen, /\bdestroy\(/) !== null ? line : null
}

/** The line that asked nothing for something, if that was what the function for regenerate() was given. */
function lineWithHanded({ code, problem }: Evidence): number | null {
  const line = problem?.line ?? null
  const name = code.word(HANDED)
  if (line === null || name === undefined || problem?.kind !== 'crash') return null
  const uses = new RegExp(`(?<!\\.)\\b${name}\\.\\w`).test(code.source.split('\n')[line - 1] ?? '')
  return uses && /of undefined \(/.test(problem.message) ? line : null
}

/** The name for a session, or for a request, among what that function takes. */
const HANDED =
  /\bregenerate\(\s*(?:async\s*)?(?:function\s*\w*\s*)?\(?\s*(?:\w+\s*,\s*)?(\w*(?:sess|req|user)\w*)\s*(?:\)|=>)/i

/** What people do so that the run does not come to its end. */
export const breakdowns = [
  mistake(
    ({ run, code, problem }) =>
      problem?.kind === 'exception' &&
      run.exchanges.length === 0 &&
      code.line(new RegExp(`\\.(?:get|post|delete|use|all)\\([^\\n]*\\b${guardName(code) ?? GUARD}\\(`)),
    'With these parentheses the guard is called here and now, while the file starts, and there is no request yet. Express is ' +
      'to get the function itself, and calls it for each request.',
  ),
  mistake(
    // express-session's Store calls the function that it did not get (session/store.js `regenerate`).
    (seen) =>
      threw(seen, /\bfn is not a function/) && (lineThere(seen, /\bregenerate\(/) ?? seen.code.line(/\bregenerate\(/)),
    'regenerate() got no function to call when it is done, and the process ended when it wanted to call it. It returns no ' +
      'promise, so await does not wait for it.',
  ),
  mistake(
    lineWithHanded,
    'What regenerate() hands to its function is an error, or nothing. The new session is in req.session by then.',
  ),
  mistake(
    (seen) => last(seen).request.path === '/login' && lineWithoutSession(seen),
    'destroy() takes req.session away, and nothing can be written into it any more. Look for the method that destroys the ' +
      'session and makes a new one.',
  ),
  mistake(
    lineWithoutSession,
    'destroy() takes req.session away at once, so in its function there is none any more. What is needed from it must be read ' +
      'before.',
  ),
  mistake(
    (seen) => threw(seen, /ERR_HTTP_HEADERS_SENT|headers after they are sent/) && lineOfGuardCall(seen.code),
    'Here a handler calls the guard. For who is logged in the guard calls next(), and Express looks for another route; then ' +
      'the handler goes on and answers, too. One request gets one answer.',
  ),
  mistake(
    (seen) =>
      threw(seen, /ERR_HTTP_HEADERS_SENT|headers after they are sent/) &&
      lineThere(seen, /\b(?:regenerate|destroy|save|reload)\(/) !== null &&
      (seen.problem?.line ?? true),
    'This request has an answer already, and a second one cannot be sent. Look for the other one in this route: what stands ' +
      'below the call does not wait for its function.',
  ),
  mistake(
    (seen) => isUnanswered(seen) && lineThere(seen, REPLACED),
    'Here req.session becomes something that is no session. express-session cannot save it, and the answer never comes.',
  ),
  mistake(
    (seen) =>
      isUnanswered(seen) && lineThere(seen, /\breq\.session\.cookie\s*=(?!=)|\bdelete\s+req\.session\.cookie\b(?!\.)/),
    'In session.cookie stands how long the session lives, and express-session cannot save one without it. So the answer never ' +
      'comes.',
  ),
  mistake(
    (seen) =>
      isUnanswered(seen) && last(seen).request.path === '/letters' && isNobody(last(seen)) && lineOfGuard(seen.code),
    'Who is not logged in waits for ever for the letters. A guard that does not call next() must answer itself.',
  ),
]

const GUARD = '\\w*(?:[Ll]ogin|[Aa]uth|[Gg]uard)\\w*'
