import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import {
  givenMaxAge,
  inWords,
  isAda,
  isEndlessInStore,
  isGivenOutLate,
  MINUTE,
  tooLate,
  tooLateByHand,
  wentWell,
} from './evidence.ts'
import { missing } from './missing.ts'
import { wentWrong } from './went-wrong.ts'
import { maxAgeIn, OWN_STORE } from './places.ts'

export const over = check('over', 'The old cookie, sent by hand even so, finds nobody.', {
  exchange: 'a second after minute 28 by hand',
  header: '> Cookie',
  holds: (run) => wentWell(tooLateByHand(run)) && !isAda(tooLateByHand(run)),
  mistakes: [
    asJson(tooLateByHand),
    ...missing(tooLateByHand, 'GET /me'),
    wentWrong(tooLateByHand),
    mistake(
      ({ run }) => isAda(tooLateByHand(run)) && isAda(tooLate(run)) && tooLate(run).sent === undefined,
      'This is no matter of cookies: a moment before, GET /me answered for Ada to a browser that sent none. What ' +
        'belongs to one visitor goes into req.session, and nowhere else.',
    ),
    mistake(
      ({ run, code }) => isAda(tooLateByHand(run)) && isGivenOutLate(tooLateByHand(run)) && code.line(OWN_STORE),
      'The old cookie still found Ada: your store gives out sessions that have ended. Their end is in ' +
        'session.cookie.expires, and it is for the store to look.',
    ),
    mistake(
      ({ run, code }) =>
        isAda(tooLateByHand(run)) && isEndlessInStore(run.exchange('minute 18')) && (maxAgeIn(code) ?? true),
      'The store still knew Ada: her session has no end there. Whoever copied the cookie stays logged in.',
    ),
    mistake(
      ({ run, code }) =>
        isAda(tooLateByHand(run)) &&
        (givenMaxAge(run.exchange('minute 18')) ?? 0) > 10 * MINUTE &&
        (maxAgeIn(code) ?? true),
      ({ run }) =>
        `The store still knew Ada: it was told ${inWords(givenMaxAge(run.exchange('minute 18')) ?? 0)}. Whoever ` +
        'copied the cookie stays logged in for so long.',
    ),
    mistake(
      ({ run }) => isAda(tooLateByHand(run)),
      'The old cookie, sent by hand, still found Ada. Whoever copied it stays logged in.',
    ),
  ],
  otherwise: 'GET /me should have answered the old cookie, and for nobody.',
})
