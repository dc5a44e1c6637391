import { check, mistake } from '../../../src/exercise/index.ts'
import type { Run } from '../../../src/lesson/index.ts'
import {
  becauseOf,
  destroys,
  hasLetters,
  isNobody,
  lineIn,
  lineOfGuard,
  lineOfGuardCall,
  lineOfRegenerate,
  lineOfRoute,
  lineOfUse,
  lineOfUserID,
  storedAs,
  succeeded,
  userIn,
} from './evidence.ts'

const logsIn = (run: Run) => run.exchange('Ada logs in')
const reads = (run: Run) => run.exchange('Ada reads the letters')

/** A new session was made, and says nothing of a user. */
const isLost = (run: Run) => destroys(logsIn(run)) && storedAs(logsIn(run)) !== undefined && isNobody(logsIn(run))

/** The session of the login came back with its user, and was not let in. */
const isTurnedAway = (run: Run) => {
  const { status } = reads(run)
  return !isNobody(reads(run)) && status >= 300 && status < 500
}

export const login = check('login', 'Who logs in gets the letters.', {
  exchange: 'Ada reads the letters',
  header: '> Cookie',
  holds: (run) => hasLetters(reads(run)),
  mistakes: [
    mistake(
      ({ run, code }) => reads(run).failure?.kind === 'crash' && lineOfGuardCall(code),
      'Here a handler calls the guard. For Ada the guard calls next(), and Express looks for another route; then the handler ' +
        'goes on and answers, too. One request gets one answer.',
    ),
    mistake(({ run, code }) => {
      const [refused, refusal] = [logsIn(run), run.exchange('a stranger wants the letters')]
      const isSame = refused.status === refusal.status && refused.response.body === refusal.response.body
      return isSame && refused.status >= 300 && refused.status < 500 && lineOfUse(code)
    }, 'This guard stands before POST /login, too, and refused the login itself. Whoever wants to log in is not logged in yet.'),
    mistake(
      ({ run, code }) => logsIn(run).status >= 500 && lineIn(code, '/login', /\bdestroy\(/),
      'destroy() takes req.session away, and nothing can be written into it any more. Look for the method that destroys the ' +
        'session and makes a new one.',
    ),
    mistake(
      ({ run, code }) => logsIn(run).status >= 400 && (lineOfRoute(code, 'post', '/login') ?? true),
      ({ run }) =>
        `POST /login answered ${logsIn(run).status} to ada and the password that she has in the exercise${becauseOf(logsIn(run))}.`,
    ),
    mistake(
      ({ run, code }) => logsIn(run).traced('not secured') && (code.line(/\bsecure\b/) ?? true),
      'With secure the session cookie is for https only, and this is http. So the login set no cookie, and nobody said a word.',
    ),
    mistake(
      ({ run, code }) => logsIn(run).set?.id === undefined && destroys(logsIn(run)) && lineOfRegenerate(code),
      'POST /login answered before regenerate() was done. A session is saved when the answer ends, so a userID that is set ' +
        'after that is lost. Nothing was stored, and no cookie was sent.',
    ),
    mistake(
      ({ run, code }) => logsIn(run).set?.id === undefined && (lineOfRoute(code, 'post', '/login') ?? true),
      'POST /login set no session cookie: nothing had been written into req.session when it answered.',
    ),
    mistake(
      ({ run, code }) =>
        logsIn(run).set?.id !== storedAs(logsIn(run)) && (code.line(/\breq\.(?:sessionID|session)\s*=(?!=)/) ?? true),
      'The cookie has another id than the session that was stored, so they do not find each other again. An assignment ' +
        'does not give a session a new id.',
    ),
    mistake(
      ({ run, code }) => {
        const [set, made] = [lineOfUserID(code), lineOfRegenerate(code)]
        return isLost(run) && set !== null && made !== null && set < made && set
      },
      ({ code }) =>
        `This is written into the session that regenerate() in line ${lineOfRegenerate(code)} throws away. The new session ` +
        'begins empty, and was stored like that.',
    ),
    mistake(
      ({ run, code }) => isLost(run) && (lineOfUserID(code) ?? true),
      'The session that was stored says nothing of Ada. What is written into the old one is thrown away with it. The new one ' +
        'is in req.session when regenerate() calls its function, and not earlier.',
    ),
    mistake(
      ({ run, code }) => isTurnedAway(run) && code.line(/\b(?:has|get)\(\s*(?:String\(|`|[\w.?]*\.toString\()/),
      ({ run }) =>
        `Ada's session was found, with ${userIn(reads(run))} in it, and she was refused. Here the number becomes a text, and ` +
        'a Map does not find 1 when it is asked for "1".',
    ),
    mistake(
      ({ run, code }) => isTurnedAway(run) && (lineOfGuard(code) ?? true),
      ({ run }) =>
        `Ada's session was found, with ${userIn(reads(run))} in it, and she was refused all the same. Look at what the guard ` +
        'compares, and with what.',
    ),
    mistake(
      ({ run, code }) => succeeded(reads(run)) && (lineOfRoute(code, 'get', '/letters') ?? true),
      'GET /letters let Ada in, but its answer is not { letters: [...] }, as it was in the beginning.',
    ),
  ],
  otherwise: 'Ada logged in and asked for the letters with the cookie that she had, and did not get them.',
})
