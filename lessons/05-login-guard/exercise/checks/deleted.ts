import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { isBarred } from './again.ts'
import { becauseOf, hasLetters, isRefused, succeeded, userIn } from './evidence.ts'
import { lineIn, lineInGuard, lineOfGuard, lineOfRoute } from './lines.ts'
import { below, limited } from './middleware.ts'
import { assigned, letIn } from './refusals.ts'
import { benDeletes, benLogsInAgain, benTries, benWants } from './scenes.ts'

const canLogIn = (run: Run) => succeeded(run.at(benTries))

export const deleted = check('deleted', 'A user who deleted the account is out in every browser.', {
  exchange: benWants,
  header: '> Cookie',
  holds: (run) => isRefused(run.at(benWants)),
  mistakes: [
    ...letIn(benWants),
    limited(benLogsInAgain, benDeletes),
    below(benWants),
    assigned(benWants),
    mistake(
      ({ run }) => hasLetters(run.at(benWants)) && run.at(benDeletes).status >= 400 && isBarred(run),
      ({ run }) =>
        `DELETE /account answered ${run.at(benDeletes).status}: Ben is refused there, too, since he logged out and in again. So his ` +
        'account is still there.',
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(run.at(benWants)) &&
        canLogIn(run) &&
        run.at(benDeletes).destroyed.length > 0 &&
        /\bof undefined \(reading/.test(run.at(benDeletes).errors[0] ?? '') &&
        lineIn(code, '/account', /\bdestroy\(/),
      'destroy() takes req.session away at once, and what comes next wants to read from it. So DELETE /account ran into an ' +
        'error, and Ben is still among the users.',
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(run.at(benWants)) &&
        run.at(benDeletes).status >= 400 &&
        (lineOfRoute(code, 'delete', '/account') ?? true),
      ({ run }) =>
        `DELETE /account answered ${run.at(benDeletes).status}${becauseOf(run.at(benDeletes))}.` +
        (canLogIn(run) ? ' So Ben is still among the users.' : ''),
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(run.at(benWants)) &&
        canLogIn(run) &&
        (lineIn(code, '/account', /\busers\b/) ?? lineOfRoute(code, 'delete', '/account') ?? true),
      'DELETE /account answered that all went well, and yet Ben can log in again: he is still among the users.',
    ),
    mistake(
      ({ run, code }) => hasLetters(run.at(benWants)) && lineInGuard(code, /\busers\b/),
      ({ run }) =>
        `Ben cannot log in any more. But in this browser his session still says ${userIn(run.at(benWants))}, and with that he got ` +
        'the letters, though the guard looks among the users. Look at what it does when it finds nobody.',
    ),
    mistake(
      ({ run, code }) => hasLetters(run.at(benWants)) && (lineOfGuard(code) ?? true),
      ({ run }) =>
        `In this browser Ben's session still says ${userIn(run.at(benWants))}, and with that he got the letters. A session is not ` +
        'told that its user is gone: to know that, one has to look among the users.',
    ),
  ],
  otherwise: 'Ben was logged in in two browsers and deleted his account in one. In the other one he was not refused.',
})
