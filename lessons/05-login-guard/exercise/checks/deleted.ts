import { check, mistake } from '../../../../src/exercise/index.ts'
import type { Run } from '../../../../src/lesson/index.ts'
import { becauseOf, destroys, hasLetters, isRefused, succeeded, userIn } from './evidence.ts'
import { isBarred } from './again.ts'
import { lineIn, lineInGuard, lineOfGuard, lineOfRoute } from './lines.ts'
import { below, limited } from './middleware.ts'
import { assigned, letIn } from './refusals.ts'

const deletes = (run: Run) => run.exchange('Ben deletes his account')
const canLogIn = (run: Run) => succeeded(run.exchange('Ben tries to log in'))
const wants = (run: Run) => run.exchange('Ben wants the letters')

export const deleted = check('deleted', 'A user who deleted the account is out in every browser.', {
  exchange: 'Ben wants the letters',
  header: '> Cookie',
  holds: (run) => isRefused(wants(run)),
  mistakes: [
    ...letIn('Ben wants the letters'),
    limited('Ben logs in again', 'Ben deletes his account'),
    below('Ben wants the letters'),
    assigned('Ben wants the letters'),
    mistake(
      ({ run }) => hasLetters(wants(run)) && deletes(run).status >= 400 && isBarred(run),
      ({ run }) =>
        `DELETE /account answered ${deletes(run).status}: Ben is refused there, too, since he logged out and in again. So his ` +
        'account is still there.',
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(wants(run)) &&
        canLogIn(run) &&
        destroys(deletes(run)) &&
        /\bof undefined \(reading/.test(deletes(run).errors[0] ?? '') &&
        lineIn(code, '/account', /\bdestroy\(/),
      'destroy() takes req.session away at once, and what comes next wants to read from it. So DELETE /account ran into an ' +
        'error, and Ben is still among the users.',
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(wants(run)) && deletes(run).status >= 400 && (lineOfRoute(code, 'delete', '/account') ?? true),
      ({ run }) =>
        `DELETE /account answered ${deletes(run).status}${becauseOf(deletes(run))}.` +
        (canLogIn(run) ? ' So Ben is still among the users.' : ''),
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(wants(run)) &&
        canLogIn(run) &&
        (lineIn(code, '/account', /\busers\b/) ?? lineOfRoute(code, 'delete', '/account') ?? true),
      'DELETE /account answered that all went well, and yet Ben can log in again: he is still among the users.',
    ),
    mistake(
      ({ run, code }) => hasLetters(wants(run)) && lineInGuard(code, /\busers\b/),
      ({ run }) =>
        `Ben cannot log in any more. But in this browser his session still says ${userIn(wants(run))}, and with that he got ` +
        'the letters, though the guard looks among the users. Look at what it does when it finds nobody.',
    ),
    mistake(
      ({ run, code }) => hasLetters(wants(run)) && (lineOfGuard(code) ?? true),
      ({ run }) =>
        `In this browser Ben's session still says ${userIn(wants(run))}, and with that he got the letters. A session is not ` +
        'told that its user is gone: to know that, one has to look among the users.',
    ),
  ],
  otherwise: 'Ben was logged in in two browsers and deleted his account in one. In the other one he was not refused.',
})
