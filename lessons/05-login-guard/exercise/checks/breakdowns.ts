import { last, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { isNobody } from './evidence.ts'
import {
  guardName,
  lineIn,
  lineOfGuard,
  lineOfGuardCall,
  lineOfNobody,
  lineOfRoute,
  nameOfFound,
  REPLACED,
} from './lines.ts'
import { benTries, eveMakesUp, eveTries } from './scenes.ts'

/** Whether an exception that nobody caught said this. */
const threw = ({ problem }: Evidence, text: RegExp): boolean => problem?.kind === 'crash' && text.test(problem.message)

/** The line of a pattern in the route that was asked last. */
const lineThere = (seen: Evidence, pattern: RegExp): number | null =>
  lineIn(seen.code, seen.run.at(last).request.path, pattern)

const isUnanswered = ({ problem }: Evidence): boolean => problem?.kind === 'unanswered'

/** What makes a middleware of Express, where it is not called. */
const MAKER = /\.use\((?:[^()\n]*,)?\s*(\w+\.(?:json|urlencoded|text|raw))\s*[,)]/

const UNCALLED = /\bno further than (?:json|urlencoded|text|raw)\b/

const isLogin = (seen: Evidence): boolean => seen.run.at(last).request.path === '/login'

/** The logins that are to be refused. */
const REFUSED: ReadonlySet<string> = new Set([benTries, eveMakesUp, eveTries].map(({ label }) => label))

const lineOfLogin = ({ code }: Evidence): number | null => lineOfRoute(code, 'post', '/login')

/** The line of an if that saw that there is no user, where the login ran on and wanted to read from it. */
function lineGoneOn(seen: Evidence): number | null {
  const { code, problem } = seen
  if (!isLogin(seen) || lineOfNobody(code, problem?.message) === null) return null
  const line = lineIn(code, '/login', new RegExp(`\\bif\\s*\\(\\s*!${nameOfFound(code)}\\s*\\)`))
  return line !== null && line < (problem?.line ?? 0) ? line : null
}

/** The line that asked nothing for something, if it is one that uses req.session when destroy() had taken that away. */
function lineWithoutSession(seen: Evidence): number | null {
  const { code, problem } = seen
  const line = problem?.line ?? null
  const [, name] = /of undefined \((?:reading|setting) '(\w+)'\)/.exec(problem?.message ?? '') ?? []
  if (line === null || name === undefined || problem?.kind !== 'crash') return null
  const isSession = new RegExp(`\\breq\\w*\\.session\\.${name}\\b`).test(code.at(line))
  return isSession && seen.run.at(last).destroyed.length > 0 && lineThere(seen, /\bdestroy\(/) !== null ? line : null
}

/** The line that asked nothing for something, if that was what the function for regenerate() was given. */
function lineWithHanded({ code, problem }: Evidence): number | null {
  const line = problem?.line ?? null
  const name = code.word(HANDED)
  if (line === null || name === undefined || problem?.kind !== 'crash') return null
  const uses = new RegExp(`(?<!\\.)\\b${name}\\.\\w`).test(code.at(line))
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
    ({ code, problem }) => UNCALLED.test(problem?.message ?? '') && code.line(MAKER),
    ({ code }) =>
      `${code.word(MAKER)} stands here without parentheses. It makes a middleware when it is called, and is none itself. Now ` +
      'Express calls it with each request, and the request gets no further.',
  ),
  mistake(
    (seen) => seen.problem?.kind === 'crash' && lineGoneOn(seen),
    (seen) =>
      `find() finds nobody for ${seen.run.at(last).request.body}. This line sees that, and what stands below it runs all the same: ` +
      'sending an answer does not end a function.',
  ),
  mistake(
    (seen) => isLogin(seen) && seen.problem?.kind === 'crash' && lineOfNobody(seen.code, seen.problem.message),
    (seen) =>
      `find() finds nobody for ${seen.run.at(last).request.body} and returns undefined. What comes next wants to read from that.`,
  ),
  mistake(
    (seen) =>
      isUnanswered(seen) && isLogin(seen) && REFUSED.has(seen.run.at(last).label) && (lineOfLogin(seen) ?? true),
    (seen) =>
      `POST /login gives no answer to ${seen.run.at(last).request.body}. Nobody has this name and this password ` +
      `${seen.run.at(last).label.startsWith('Ben') ? 'any more, ' : 'here, '}and whoever tries must be told.`,
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
    (seen) => seen.run.at(last).request.path === '/login' && lineWithoutSession(seen),
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
      isUnanswered(seen) &&
      seen.run.at(last).request.path === '/letters' &&
      isNobody(seen.run.at(last)) &&
      lineOfGuard(seen.code),
    'Who is not logged in waits for ever for the letters. A guard that does not call next() must answer itself.',
  ),
]

const GUARD = '\\w*(?:[Ll]ogin|[Aa]uth|[Gg]uard)\\w*'
