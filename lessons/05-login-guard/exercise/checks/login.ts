import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { becauseOf, hasLetters, isNobody, isTurnedAway, succeeded, userIn } from './evidence.ts'
import { lineIn, lineOfGuard, lineOfRegenerate, lineOfRoute, lineOfUse, lineOfUser, TAKEN_OFF } from './lines.ts'
import { unbound } from './methods.ts'
import { below, limited, unread } from './middleware.ts'
import { assigned, inverted } from './refusals.ts'
import { adaLogsIn, adaReads, strangerWants } from './scenes.ts'

/** A new session was made, and says nothing of a user. */
const isLost = (run: Run) =>
  run.at(adaLogsIn).destroyed.length > 0 && run.at(adaLogsIn).saved?.id !== undefined && isNobody(run.at(adaLogsIn))

export const login = check('login', 'Who logs in gets the letters.', {
  exchange: adaReads,
  header: '> Cookie',
  holds: (run) => hasLetters(run.at(adaReads)),
  mistakes: [
    inverted,
    limited(adaLogsIn, adaReads),
    below(adaLogsIn),
    below(adaReads),
    ...unread(adaLogsIn),
    unbound(adaLogsIn),
    assigned(adaReads),
    mistake(({ run, code }) => {
      const [refused, refusal] = [run.at(adaLogsIn), run.at(strangerWants)]
      const isSame = refused.status === refusal.status && refused.response.body === refusal.response.body
      return isSame && refused.status >= 300 && refused.status < 500 && lineOfUse(code)
    }, 'This guard stands before POST /login, too, and refused the login itself. Whoever wants to log in is not logged in yet.'),
    mistake(
      ({ run, code }) => run.at(adaLogsIn).status >= 500 && lineIn(code, '/login', /\bdestroy\(/),
      'destroy() takes req.session away, and nothing can be written into it any more. Look for the method that destroys the ' +
        'session and makes a new one.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(adaLogsIn).status >= 500 &&
        /\bproperties of (?:null|undefined)\b|Cannot create property/.test(run.at(adaLogsIn).errors[0] ?? '') &&
        lineIn(code, '/login', TAKEN_OFF),
      'This takes the session off the request, and does not make a new one. So there is nothing to write the user into.',
    ),
    mistake(
      ({ run, code }) =>
        (isTurnedAway(run.at(adaReads)) || run.at(adaLogsIn).status >= 400) &&
        code.has(/\busers\s*=\s*new\s+Map\b/) &&
        code.line(/\busers\s*(?:\?\.)?\[/),
      'users is a Map, and square brackets do not look among its entries: they find nobody, and no error is thrown. A Map has ' +
        'methods to ask it.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(adaLogsIn).status >= 500 &&
        (run.at(adaLogsIn).errors[0] ?? '').includes('failed to load session') &&
        lineIn(code, '/login', /\breload\(/),
      'reload() reads the session from the store once more. Who comes for the first time has none there, so it fails. And who ' +
        'has one keeps it, with its old id.',
    ),
    mistake(
      ({ run, code }) => run.at(adaLogsIn).status >= 400 && (lineOfRoute(code, 'post', '/login') ?? true),
      ({ run }) =>
        `POST /login answered ${run.at(adaLogsIn).status} to ada and the password that she has in the exercise${becauseOf(run.at(adaLogsIn))}.`,
    ),
    mistake(
      ({ run, code }) => run.at(adaLogsIn).traced('not secured') && (code.line(/\bsecure\b/) ?? true),
      'With secure the session cookie is for https only, and this is http. So the login set no cookie, and nobody said a word.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(adaLogsIn).set?.id === undefined &&
        run.at(adaLogsIn).destroyed.length > 0 &&
        lineOfUser(code) !== null &&
        lineOfRegenerate(code),
      'When POST /login answered, there was no new session with a user in it yet. A session is saved, and its cookie sent, when ' +
        'the answer ends: what regenerate() and its function do after that is too late.',
    ),
    mistake(
      ({ run, code }) => run.at(adaLogsIn).set?.id === undefined && (lineOfRoute(code, 'post', '/login') ?? true),
      'POST /login set no session cookie: nothing had been written into req.session when it answered.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(adaLogsIn).set?.id !== run.at(adaLogsIn).saved?.id &&
        (code.line(/\breq\.(?:sessionID|session)\s*=(?!=)/) ?? true),
      'The cookie has another id than the session that was stored, so they do not find each other again. An assignment ' +
        'does not give a session a new id.',
    ),
    mistake(
      ({ run, code }) => {
        const [set, made] = [lineOfUser(code), lineOfRegenerate(code)]
        return isLost(run) && set !== null && made !== null && set < made && set
      },
      ({ code }) =>
        `This is written into the session that regenerate() in line ${lineOfRegenerate(code)} throws away. The new session ` +
        'begins empty, and was stored like that.',
    ),
    mistake(
      ({ run, code }) => isLost(run) && lineOfUser(code) === null && (lineOfRegenerate(code) ?? true),
      'The new session was stored, and says nothing of Ada. So with the next request nobody can tell whose it is.',
    ),
    mistake(
      ({ run, code }) => isLost(run) && lineIn(code, '/login', SET_INSIDE),
      'This was not in the session yet when POST /login answered. A session is saved when the answer ends, and what is written ' +
        'into it after that is lost.',
    ),
    mistake(
      ({ run, code }) => isLost(run) && (lineOfUser(code) ?? true),
      'The session that was stored says nothing of Ada. What is written into the old one is thrown away with it. The new one ' +
        'is in req.session when regenerate() calls its function, and not earlier.',
    ),
    mistake(
      ({ run, code }) =>
        isTurnedAway(run.at(adaReads)) && code.line(/\b(?:has|get)\(\s*(?:String\(|`|[\w.?]*\.toString\()/),
      ({ run }) =>
        `Ada's session was found, with ${userIn(run.at(adaReads))} in it, and she was refused. Here the number becomes a text, and ` +
        'a Map does not find 1 when it is asked for "1".',
    ),
    mistake(
      ({ run, code }) => isTurnedAway(run.at(adaReads)) && (lineOfGuard(code) ?? true),
      ({ run }) =>
        `Ada's session was found, with ${userIn(run.at(adaReads))} in it, and she was refused all the same. Look at what the guard ` +
        'compares, and with what.',
    ),
    mistake(
      ({ run, code }) => succeeded(run.at(adaReads)) && (lineOfRoute(code, 'get', '/letters') ?? true),
      'GET /letters let Ada in, but its answer is not { letters: [...] }, as it was in the beginning.',
    ),
  ],
  otherwise: 'Ada logged in and asked for the letters with the cookie that she had, and did not get them.',
})

/** What is written into req.session in the function for regenerate(), before that is closed. */
const SET_INSIDE =
  /(?<=\bregenerate\([^\n]*\{\s*\n(?:(?!\n\s*\}\))[^])*)\breq\.session\.(?!cookie\b|visits\b)\w+\s*=(?!=)/
