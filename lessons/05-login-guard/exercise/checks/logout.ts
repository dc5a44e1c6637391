import { check, mistake, slip, type Run } from '../../../../src/exercise/index.ts'
import { broke, callIn, guardOf, limited, lineOfCall, otherMethod, routeOf, succeeded } from '../../../ways.ts'
import { hasLetters, isNobody, isRefused, letIn, userIn } from './evidence.ts'
import { adaReadsAgain, adaStays, benAsks, benDeletes, benLogsInAgain, benLogsOut } from './scenes.ts'
import { benReads, benReadsAgain, benTries, benWants, oldCookie } from './scenes.ts'

/** Whether Ben could read the letters until his logout, and not after his next login. */
const isBarred = (run: Run): boolean => hasLetters(run.at(benReads)) && !hasLetters(run.at(benReadsAgain))

/** What a route calls to write something down, or to strike it out. */
const NOTES = ['add', 'push', 'set', 'delete', 'clear']

export const deleted = check('deleted', 'A user who deleted the account is out in every browser.', {
  exchange: benWants,
  header: '> Cookie',
  holds: (run) => isRefused(run.at(benWants)),
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    ...letIn(benWants),
    limited(benLogsInAgain, benDeletes),
    slip(benWants),
    broke(benDeletes),
    mistake(
      (seen) => succeeded(seen.run.at(benTries)) && routeOf(seen, benDeletes),
      ({ run }) =>
        `DELETE /account answered ${run.at(benDeletes).status}, and Ben can log in again: he is still among the users.`,
    ),
    mistake(
      (seen) => hasLetters(seen.run.at(benWants)) && guardOf(seen, benWants),
      ({ run }) =>
        `Ben can no longer log in. But in this browser his session still says ${userIn(run.at(benWants))}, and with that he got the letters. ` +
        'A session does not know that its user is gone: the guard has to look among the users, and refuse those it does not find.',
    ),
  ],
  otherwise: 'Ben was logged in in two browsers and deleted his account in one. In the other one he was not refused.',
})

export const logout = check('logout', 'After a logout the old cookie opens nothing, a new one does.', {
  exchange: benLogsOut,
  header: 'Set-Cookie',
  holds: (run) =>
    run.at(benLogsOut).failure === null && isRefused(run.at(oldCookie)) && isRefused(run.at(benAsks)) && !isBarred(run),
  symptoms: ['logout-does-not-work', 'session-undefined', 'error-500'],
  mistakes: [
    ...letIn(oldCookie),
    limited(benLogsOut, benLogsInAgain, benReadsAgain),
    otherMethod(
      benLogsOut,
      'GET',
      'The logout is a GET here, and it was a POST. Any link, and any image in a page, makes a browser send a GET, and could log people ' +
        'out. So POST /logout stays.',
    ),
    broke(benLogsOut),
    mistake(
      (seen) =>
        hasLetters(seen.run.at(oldCookie)) &&
        seen.run.at(benLogsOut).set === undefined &&
        !seen.facts(benLogsOut).changes.some(({ kind }) => kind === 'removed') &&
        callIn(seen, benLogsOut, 'destroy'),
      ({ run }) =>
        `When POST /logout was answered, with ${run.at(benLogsOut).status}, the store had not been told to destroy the session, nor that anything ` +
        `in it had changed. It still says ${userIn(run.at(oldCookie))}, and that is good enough for the guard.`,
    ),
    mistake(
      (seen) => hasLetters(seen.run.at(benAsks)) && isRefused(seen.run.at(oldCookie)) && routeOf(seen, benLogsOut),
      ({ run }) =>
        'His old cookie opens nothing any more, but the browser in which he logged out still gets the letters: its session says ' +
        `${userIn(run.at(benAsks))}.`,
    ),
    mistake(
      (seen) => isRefused(seen.run.at(oldCookie)) && callIn(seen, benLogsOut, ...NOTES),
      ({ run }) =>
        `Ben logged out and in again: POST /login answered ${run.at(benLogsInAgain).status}, and GET /letters ${run.at(benReadsAgain).status}, with ` +
        `${userIn(run.at(benReadsAgain))} in his session. A logout ends one session, and must not lock its user out: look at what it ` +
        'leaves behind.',
    ),
  ],
  otherwise:
    'Ben logged out. After that his old cookie should be refused, and a new login should open the letters again.',
})

export const others = check('others', 'No user is logged out by what another user does.', {
  exchange: adaStays,
  header: '> Cookie',
  // Nobody who was not in can be thrown out.
  holds: (run) => !hasLetters(run.at(adaReadsAgain)) || hasLetters(run.at(adaStays)),
  mistakes: [
    limited(adaStays),
    mistake(
      (seen) => isNobody(seen.run.at(adaStays)) && callIn(seen, benDeletes, 'clear', 'all', 'destroy'),
      (seen) =>
        'Ada did nothing, only Ben logged in and out and deleted his account. Now her session is gone from the store, too. ' +
        (lineOfCall(seen, benDeletes, 'clear') === null
          ? 'Look at whose sessions end there.'
          : 'clear() empties the whole store.'),
    ),
    mistake(
      (seen) => callIn(seen, benDeletes, ...NOTES),
      ({ run }) =>
        `Ada's session is there as before and says ${userIn(run.at(adaStays))}. But since Ben logged out and deleted his account she is refused, ` +
        'too. Look at who is gone from the users, and at what the guard asks.',
    ),
  ],
  otherwise: 'Ada got the letters before Ben logged out and deleted his account, and does not get them any more.',
})
