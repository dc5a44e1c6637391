import { answerOf, check, mistake, slip, writeIn, type Run } from '../../../../src/exercise/index.ts'
import { stoppedAbove } from '../../../answers.ts'
import { broke, callIn, foundNobody, guardOf, isDenied, limited, succeeded } from '../../../ways.ts'
import { blind, hasLetters, inverted, isNobody, isOpen, isRefused, isTurnedAway, letIn, userIn } from './evidence.ts'
import { adaIsFixed, adaLogsIn, adaReads, eveGuesses, eveMakesUp, eveTries, eveWants, thiefReturns } from './scenes.ts'

export const login = check('login', 'A user who logs in gets the letters.', {
  exchange: adaReads,
  header: '> Cookie',
  holds: (run) => hasLetters(run.at(adaReads)),
  symptoms: ['session-undefined', 'data-lost', 'no-cookie', 'new-id-every-request', 'error-500'],
  mistakes: [
    inverted,
    limited(adaLogsIn, adaReads),
    slip(adaReads),
    stoppedAbove(adaLogsIn),
    broke(adaLogsIn),
    mistake(
      ({ run, facts }) => run.at(adaLogsIn).status >= 400 && answerOf(facts(adaLogsIn)),
      ({ run }) =>
        `POST /login answered ${run.at(adaLogsIn).status} to ada and the password that she has in the exercise.`,
    ),
    mistake(
      (seen) => isNobody(seen.run.at(adaLogsIn)) && callIn(seen, adaLogsIn, 'regenerate'),
      ({ run }) =>
        run.at(adaLogsIn).set
          ? 'The new session was stored, but it says nothing about Ada. So the next request cannot tell whose it is.'
          : 'POST /login set no session cookie: nothing had been written into req.session when it answered.',
    ),
    mistake(
      (seen) => isTurnedAway(seen.run.at(adaReads)) && guardOf(seen, adaReads),
      ({ run }) =>
        `Ada's session was found, with ${userIn(run.at(adaReads))} in it, and she was refused all the same. Look at what the guard compares, ` +
        'and with what.',
    ),
    mistake(
      ({ run, facts }) => succeeded(run.at(adaReads)) && answerOf(facts(adaReads)),
      'GET /letters let Ada in, but its answer is not { letters: [...] }, as it was in the beginning.',
    ),
  ],
  otherwise: 'Ada logged in and asked for the letters with the cookie that she had, and did not get them.',
})

/** What Eve said of herself, as JSON, and what POST /login answered. */
const said = (run: Run) => run.at(eveTries).request.body
const answered = (run: Run) => `POST /login answered ${run.at(eveTries).status} to ${said(run)}`

export const password = check('password', 'A wrong name or password logs nobody in.', {
  exchange: eveTries,
  // A login that always fails tells nothing of Eve.
  holds: (run) =>
    run.at(adaLogsIn).status >= 500 || (isDenied(run.at(eveTries)) && (!hasLetters(run.at(eveWants)) || isOpen(run))),
  mistakes: [
    foundNobody(eveTries),
    broke(eveTries),
    blind(eveWants),
    mistake(
      ({ run, facts }) =>
        isDenied(run.at(eveTries)) && writeIn(facts(eveTries), `session.${facts(eveTries).changes[0]?.keys[0]}`),
      ({ run }) =>
        `${answered(run)}, but the session says who it is, and Eve got the letters. What is written into req.session stays there, ` +
        'whatever the answer says.',
    ),
    mistake(
      ({ run, facts }) => !hasLetters(run.at(eveWants)) && !isOpen(run) && answerOf(facts(eveTries)),
      ({ run }) =>
        `${answered(run)}, which means that all went well. Eve got no letters, but programs look at the status.`,
    ),
    slip(eveTries),
    mistake(
      (seen) => callIn(seen, eveTries, 'find'),
      ({ run }) => `POST /login let ${said(run)} in. ${whyIn(run)}`,
    ),
  ],
  otherwise: 'POST /login should have refused an unknown name, and a wrong password.',
})

/** Why she was let in: by the name alone, by the password alone, or by either. */
function whyIn(run: Run): string {
  if (!succeeded(run.at(eveMakesUp)))
    return "The name is Ada's, but the password is not. Look at what it is compared with, and at what is done with the result."
  if (!succeeded(run.at(eveGuesses))) return "The password is Ada's, but no user has that name."
  return `So was ${run.at(eveGuesses).request.body}. With || one of the two is enough, the name or the password. Both are needed.`
}

export const fixation = check('fixation', 'A cookie from before a login is not logged in after it.', {
  exchange: adaIsFixed,
  header: 'Set-Cookie',
  holds: (run) => run.at(adaIsFixed).failure === null && isRefused(run.at(thiefReturns)),
  symptoms: ['insecure', 'data-lost', 'sees-others-data', 'session-undefined', 'error-500'],
  mistakes: letIn(thiefReturns),
  otherwise: 'Ada logged in with a cookie that a thief had before her. He sent it again, and was not refused.',
})
