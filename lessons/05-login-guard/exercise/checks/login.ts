import { answerOf, check, mistake, slip, writeIn, type Run } from '../../../../src/exercise/index.ts'
import {
  broke,
  callIn,
  guardOf,
  hasLetters,
  inverted,
  isNobody,
  isOpen,
  isRefused,
  isTurnedAway,
  letIn,
  limited,
  routeOf,
  succeeded,
  userIn,
} from './evidence.ts'
import {
  adaIsFixed,
  adaLogsIn,
  adaReads,
  eveGuesses,
  eveMakesUp,
  eveTries,
  eveWants,
  isDenied,
  strangerWants,
  thiefReturns,
} from './scenes.ts'

export const login = check('login', 'Who logs in gets the letters.', {
  exchange: adaReads,
  header: '> Cookie',
  holds: (run) => hasLetters(run.at(adaReads)),
  symptoms: ['session-undefined', 'data-lost', 'no-cookie', 'new-id-every-request', 'error-500'],
  mistakes: [
    inverted,
    limited(adaLogsIn, adaReads),
    slip(adaReads),
    mistake((seen) => {
      const [login, letters] = [seen.facts(adaLogsIn), seen.facts(strangerWants)]
      const isSame =
        login.answeredAt?.line === letters.answeredAt?.line && login.response?.status === letters.response?.status
      return isSame && isDenied(seen.run.at(adaLogsIn)) && routeOf(seen, adaLogsIn)
    }, 'This guard stands before POST /login, too, and refused the login itself. Anyone who wants to log in is not logged in yet.'),
    broke(adaLogsIn),
    mistake(
      ({ run, facts }) => run.at(adaLogsIn).status >= 400 && answerOf(facts(adaLogsIn)),
      ({ run }) =>
        `POST /login answered ${run.at(adaLogsIn).status} to ada and the password that she has in the exercise.`,
    ),
    mistake(
      ({ run, facts }) => run.at(adaLogsIn).set?.id === undefined && answerOf(facts(adaLogsIn)),
      'POST /login set no session cookie: nothing had been written into req.session when it answered.',
    ),
    mistake(
      (seen) => isNobody(seen.run.at(adaLogsIn)) && callIn(seen, adaLogsIn, ['regenerate']),
      'The new session was stored, and says nothing of Ada. So with the next request nobody can tell whose it is.',
    ),
    mistake(
      (seen) => isTurnedAway(seen.run.at(adaReads)) && guardOf(seen, adaReads),
      ({ run }) =>
        `Ada's session was found, with ${userIn(run.at(adaReads))} in it, and she was refused all the same. Look at what the guard ` +
        'compares, and with what.',
    ),
    mistake(
      ({ run, facts }) => succeeded(run.at(adaReads)) && answerOf(facts(adaReads)),
      'GET /letters let Ada in, but its answer is not { letters: [...] }, as it was in the beginning.',
    ),
  ],
  otherwise: 'Ada logged in and asked for the letters with the cookie that she had, and did not get them.',
})

/** What Eve said of herself, as JSON. */
const said = (run: Run) => run.at(eveTries).request.body

export const password = check('password', 'A wrong name or password logs nobody in.', {
  exchange: eveTries,
  // A login that fails whoever comes tells nothing of Eve.
  holds: (run) =>
    run.at(adaLogsIn).status >= 500 || (isDenied(run.at(eveTries)) && (!hasLetters(run.at(eveWants)) || isOpen(run))),
  mistakes: [
    mistake(({ run }) => run.at(eveTries).status === 0, 'A wrong name or password was not answered at all.'),
    mistake(
      (seen) =>
        seen.run.at(eveTries).status >= 500 &&
        readsNothing(seen.run.at(eveTries).errors) &&
        callIn(seen, eveTries, ['find']),
      ({ run }) =>
        `find() finds nobody for ${said(run)} and returns undefined. What comes next wants to read from that, so POST /login ` +
        `answered ${run.at(eveTries).status}.`,
    ),
    broke(eveTries),
    mistake(
      (seen) => isDenied(seen.run.at(eveTries)) && isNobody(seen.run.at(eveWants)) && guardOf(seen, eveWants),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, and no session has a user in it. Yet the guard let Eve pass. ` +
        'Look at what it asks for.',
    ),
    mistake(
      ({ run, facts }) =>
        isDenied(run.at(eveTries)) && writeIn(facts(eveTries), `session.${facts(eveTries).changes[0]?.keys[0]}`),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, and yet the session says who it is, and Eve got the letters. ` +
        'What is written into req.session stays there, whatever the answer says.',
    ),
    mistake(
      ({ run, facts }) => !hasLetters(run.at(eveWants)) && !isOpen(run) && answerOf(facts(eveTries)),
      ({ run }) =>
        `POST /login answered ${run.at(eveTries).status} to ${said(run)}, which means that all went well. Eve got no letters, but ` +
        'programs look at the status.',
    ),
    slip(eveTries),
    mistake(
      (seen) =>
        succeeded(seen.run.at(eveGuesses)) && succeeded(seen.run.at(eveMakesUp)) && callIn(seen, eveTries, ['find']),
      ({ run }) =>
        `POST /login let ${said(run)} in, and ${run.at(eveGuesses).request.body} as well. With || one of the two is enough, the name or the ` +
        'password, and both are needed.',
    ),
    mistake(
      (seen) => succeeded(seen.run.at(eveMakesUp)) && callIn(seen, eveTries, ['find']),
      ({ run }) => `POST /login let ${said(run)} in. The password is Ada's, but nobody has that name.`,
    ),
    mistake(
      (seen) => callIn(seen, eveTries, ['find']),
      ({ run }) =>
        `POST /login let ${said(run)} in. The name is Ada's, and the password is not. Look at what it is compared with, if with anything, and ` +
        'at what is done with the outcome.',
    ),
  ],
  otherwise: 'POST /login should have refused a name that nobody has, and a password that is wrong.',
})

/** Whether a part of nothing was asked for, as of a user whom nobody found. */
export const readsNothing = (errors: readonly string[]): boolean =>
  errors.some((error) => error.includes('Cannot read properties of undefined'))

export const fixation = check('fixation', 'A cookie from before a login is not logged in after it.', {
  exchange: adaIsFixed,
  header: 'Set-Cookie',
  holds: (run) => run.at(adaIsFixed).failure === null && isRefused(run.at(thiefReturns)),
  symptoms: ['insecure', 'data-lost', 'sees-others-data', 'session-undefined', 'error-500'],
  mistakes: letIn(thiefReturns),
  otherwise: 'Ada logged in with a cookie that a thief had before her. He sent it again, and was not refused.',
})
