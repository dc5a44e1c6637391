import { check, mistake, type Evidence } from '../../../src/exercise/index.ts'
import { givenMaxAge, inWords, isAda, tooLate, tooLateByHand } from './evidence.ts'
import { maxAgeIn, OWN_STORE } from './places.ts'

/** Whether neither the cookie nor the session had ended. */
const isStillThere = (run: Evidence['run']) => tooLate(run).sent !== undefined && tooLate(run).traced('session found')

export const over = check('over', 'Ten minutes and a second after the last visit both are over.', {
  exchange: 'a second after minute 28 by hand',
  header: '> Cookie',
  holds: (run) =>
    tooLate(run).sent === undefined &&
    [tooLate(run), tooLateByHand(run)].every((seen) => seen.status > 0 && seen.status < 500 && !isAda(seen)),
  mistakes: [
    mistake(
      ({ run, code }) => isStillThere(run) && isAda(tooLate(run)) && (maxAgeIn(code) ?? true),
      ({ run }) => {
        const given = givenMaxAge(run.exchange('minute 18'))
        const told = given === undefined ? 'Neither was told an end.' : `Both were told ${inWords(given)}.`
        return `The browser still sent its cookie, and the store still knew Ada. ${told}`
      },
    ),
    mistake(
      ({ run }) => isStillThere(run),
      'The browser still sent its cookie, and the store still found the session: for them it is not over. Only code of ' +
        'your own sent Ada away.',
    ),
    mistake(
      ({ run }) => tooLate(run).sent !== undefined && tooLate(run).traced('no session found'),
      'The session was over on the server, but the browser still sent its cookie. The two were not told the same end.',
    ),
    mistake(
      ({ run }) => tooLate(run).sent === undefined && isAda(tooLate(run)),
      'The browser sent no cookie any more, and GET /me still answered for Ada. What belongs to one visitor goes into ' +
        'req.session, and nowhere else.',
    ),
    mistake(
      ({ run, code }) => tooLate(run).sent === undefined && isAda(tooLateByHand(run)) && code.line(OWN_STORE),
      'The browser sent no cookie any more, but the old one, sent by hand, still found Ada: your store gives out ' +
        'sessions that have ended. Their end is in session.cookie.expires, and it is for the store to look.',
    ),
    mistake(
      ({ run }) => tooLate(run).sent === undefined && isAda(tooLateByHand(run)),
      'The browser sent no cookie any more, but the old one, sent by hand, still found Ada. Whoever copied it stays ' +
        'logged in.',
    ),
  ],
  otherwise:
    'By then the browser should have sent no cookie, and GET /me should have answered both times, and for nobody.',
})
