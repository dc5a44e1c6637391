import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { givenMaxAge, inWords, isAda, isEndlessInStore, isGivenOutLate, wentWell } from './evidence.ts'
import { missing } from './missing.ts'
import { maxAgeIn, OWN_STORE } from './places.ts'
import { afterwards, MINUTE, tooLate, tooLateByHand } from './scenes.ts'
import { wentWrong } from './went-wrong.ts'

export const over = check('over', 'The old cookie, sent by hand even so, finds nobody.', {
  exchange: tooLateByHand,
  header: '> Cookie',
  holds: (run) => wentWell(run.at(tooLateByHand)) && !isAda(run.at(tooLateByHand)),
  mistakes: [
    asJson(tooLateByHand),
    ...missing(tooLateByHand, 'GET /me'),
    wentWrong(tooLateByHand),
    mistake(
      ({ run }) => isAda(run.at(tooLateByHand)) && isAda(run.at(tooLate)) && run.at(tooLate).sent === undefined,
      'This is no matter of cookies: a moment before, GET /me answered for Ada to a browser that sent none. What ' +
        'belongs to one visitor goes into req.session, and nowhere else.',
    ),
    mistake(
      ({ run, code }) => isAda(run.at(tooLateByHand)) && isGivenOutLate(run.at(tooLateByHand)) && code.line(OWN_STORE),
      'The old cookie still found Ada: your store gives out sessions that have ended. Their end is in ' +
        'session.cookie.expires, and it is for the store to look.',
    ),
    mistake(
      ({ run, code }) =>
        isAda(run.at(tooLateByHand)) && isEndlessInStore(run.at(afterwards)) && (maxAgeIn(code) ?? true),
      'The store still knew Ada: her session has no end there. Whoever copied the cookie stays logged in.',
    ),
    mistake(
      ({ run, code }) =>
        isAda(run.at(tooLateByHand)) &&
        (givenMaxAge(run.at(afterwards)) ?? 0) > 10 * MINUTE &&
        (maxAgeIn(code) ?? true),
      ({ run }) =>
        `The store still knew Ada: it was told ${inWords(givenMaxAge(run.at(afterwards)) ?? 0)}. Whoever ` +
        'copied the cookie stays logged in for so long.',
    ),
    mistake(
      ({ run }) => isAda(run.at(tooLateByHand)),
      'The old cookie, sent by hand, still found Ada. Whoever copied it stays logged in.',
    ),
  ],
  otherwise: 'GET /me should have answered the old cookie, and for nobody.',
})
