import { check, mistake } from '../../../src/exercise/index.ts'
import type { Run } from '../../../src/lesson/index.ts'
import { becauseOf, hasLetters, isRefused, lineIn, lineOfGuard, lineOfRoute, succeeded, userIn } from './evidence.ts'
import { letIn } from './refusals.ts'

const deletes = (run: Run) => run.exchange('Ben deletes his account')
const wants = (run: Run) => run.exchange('Ben wants the letters')

export const deleted = check('deleted', 'A user who deleted the account is out in every browser.', {
  exchange: 'Ben wants the letters',
  header: '> Cookie',
  holds: (run) => isRefused(wants(run)),
  mistakes: [
    ...letIn('Ben wants the letters'),
    mistake(
      ({ run, code }) =>
        hasLetters(wants(run)) && deletes(run).status >= 400 && (lineOfRoute(code, 'delete', '/account') ?? true),
      ({ run }) =>
        `DELETE /account answered ${deletes(run).status}${becauseOf(deletes(run))}. So Ben is still among the users.`,
    ),
    mistake(
      ({ run, code }) =>
        hasLetters(wants(run)) &&
        succeeded(run.exchange('Ben tries to log in')) &&
        (lineIn(code, '/account', /\busers\b/) ?? lineOfRoute(code, 'delete', '/account') ?? true),
      'DELETE /account answered that all went well, and yet Ben can log in again: he is still among the users.',
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
