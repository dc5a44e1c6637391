import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { again, isBarred } from './again.ts'
import { becauseOf, hasLetters, isRefused, revives, succeeded, userIn, usersOf } from './evidence.ts'
import { lineAfterAnswer, lineIn, lineOfRoute, TAKEN_OFF } from './lines.ts'
import { unbound } from './methods.ts'
import { below, limited } from './middleware.ts'
import { letIn, stumbled } from './refusals.ts'
import { benAsks, benLogsOut, oldCookie } from './scenes.ts'

/** The session is as good as before, and nobody told the store otherwise. */
const isKept = (run: Run) =>
  hasLetters(run.at(oldCookie)) && succeeded(run.at(benLogsOut)) && run.at(benLogsOut).destroyed.length === 0

/** The same, and nothing in it was changed. */
const isUntouched = (run: Run) =>
  isKept(run) &&
  run.at(benLogsOut).store.every(({ op, before, session }) => op !== 'set' || usersOf(before) === usersOf(session))

export const logout = check('logout', 'After a logout the old cookie opens nothing, a new one does.', {
  exchange: benLogsOut,
  header: 'Set-Cookie',
  holds: (run) =>
    run.at(benLogsOut).failure === null && isRefused(run.at(oldCookie)) && isRefused(run.at(benAsks)) && !isBarred(run),
  mistakes: [
    ...letIn(oldCookie),
    limited(benLogsOut),
    below(benLogsOut),
    unbound(benLogsOut),
    mistake(
      ({ run, code }) =>
        hasLetters(run.at(oldCookie)) && run.at(benLogsOut).status === 404 && lineOfRoute(code, 'get', '/logout'),
      'The logout is a GET here, and it was a POST. Each link, and each picture in a page, makes a browser send a GET, and ' +
        'would log people out. So POST /logout stays.',
    ),
    mistake(
      ({ run, code }) => {
        const { status } = run.at(benLogsOut)
        return (
          hasLetters(run.at(oldCookie)) &&
          status >= 400 &&
          status !== 404 &&
          (lineOfRoute(code, 'post', '/logout') ?? true)
        )
      },
      ({ run }) =>
        `POST /logout answered ${run.at(benLogsOut).status}${becauseOf(run.at(benLogsOut))}. So Ben is still logged in.`,
    ),
    ...stumbled(oldCookie),
    mistake(
      ({ run }) => hasLetters(run.at(oldCookie)) && revives(run.at(benLogsOut)),
      'The logout destroyed the session, and then stored it again. It is there as before.',
    ),
    mistake(
      ({ run, code }) => isKept(run) && lineIn(code, '/logout', TAKEN_OFF),
      'This takes the session off this one request. The store is not told and keeps it, so the same cookie finds it again.',
    ),
    mistake(
      ({ run, code }) => isUntouched(run) && lineAfterAnswer(code),
      'This comes after the answer. A session is saved when the answer ends, so it is too late here: the store was told of no ' +
        'change, and still has Ben in it.',
    ),
    mistake(
      ({ run, code }) =>
        isUntouched(run) &&
        run.at(benLogsOut).store.filter(({ op }) => op === 'get').length > 1 &&
        lineIn(code, '/logout', /\breload\(/),
      'reload() reads the session from the store once more, and what was changed in it before is gone with that. The store ' +
        'still has Ben in it.',
    ),
    mistake(
      ({ run, code }) => isUntouched(run) && lineIn(code, '/logout', /\bsession\.destroy\(/),
      'When POST /logout was answered, this had not run: the store was not told to destroy anything.',
    ),
    mistake(
      ({ run, code }) =>
        isKept(run) &&
        run.at(benLogsOut).set?.value === '' &&
        (lineIn(code, '/logout', /\bclearCookie\b|\bres\.cookie\b/) ?? true),
      'The logout asks the browser to forget the cookie, and does no more. The session stays in the store with Ben in it, so ' +
        'whoever kept a copy of the cookie is still logged in.',
    ),
    mistake(
      ({ run, code }) => isKept(run) && (lineOfRoute(code, 'post', '/logout') ?? true),
      ({ run }) =>
        `After the logout the session of this cookie still says ${userIn(run.at(oldCookie))}, and that is good enough for the guard.`,
    ),
    mistake(
      ({ run, code }) =>
        isRefused(run.at(oldCookie)) && hasLetters(run.at(benAsks)) && (lineOfRoute(code, 'post', '/logout') ?? true),
      ({ run }) =>
        'His old cookie opens nothing any more, but the browser in which he logged out still gets the letters: its session ' +
        `says ${userIn(run.at(benAsks))}.`,
    ),
    ...stumbled(benAsks),
    ...again,
  ],
  otherwise: 'Ben logged out. The cookie that he had before was sent again by hand, and was not refused.',
})
