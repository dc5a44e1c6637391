import { check, mistake, optionOf, roughly, type Evidence } from '../../../../src/exercise/index.ts'
import { afterwards, isAda, lastGiven, MINUTE, minuteEighteen, minuteNine } from './scenes.ts'
import { SECOND, signedAnew, thrownAway, tooLate, tooLateByHand, unknown, wentWell, wentWrong } from './scenes.ts'

export const touched = check('touched', 'The same visit gives the session in the store ten more.', {
  exchange: minuteEighteen,
  holds: (run) => isAda(run.at(minuteEighteen)),
  symptoms: ['session-undefined', 'data-lost', 'logged-out-early', 'error-500'],
  mistakes: [
    wentWrong(minuteEighteen),
    mistake(
      ({ run }) => run.at(minuteNine).sent === undefined,
      'Nine minutes after the login the browser sent no cookie, so no session was found, and no end moved.',
    ),
    signedAnew,
    thrownAway,
    unknown(minuteEighteen),
  ],
  otherwise:
    'Eighteen minutes after the login and nine after the last visit, the cookie sent by hand should have found Ada.',
})

/** How long the last session cookie of Ada's browser and her session in the store were to last from then on, in milliseconds. */
function kept({ run }: Evidence): { readonly browser: number; readonly store: number } {
  const { expires } = Object(run.at(afterwards).session?.['cookie']) as { readonly expires?: unknown }
  const end = typeof expires === 'string' ? Date.parse(expires) : Infinity
  return { browser: lastGiven(run)?.lifetime ?? Infinity, store: end - run.at(afterwards).at }
}

/** How it is told that something is kept for too long; empty where it is not. */
const told = (time: number): string => {
  if (time === Infinity) return 'It was told no end.'
  return time > 10 * MINUTE + SECOND ? `It was told ${roughly(Math.ceil(time / SECOND) * SECOND)}.` : ''
}

export const dropped = check('dropped', 'Ten minutes and a second later no cookie is sent, and nobody is logged in.', {
  exchange: tooLate,
  header: '> Cookie',
  holds: (run) => run.at(tooLate).sent === undefined && wentWell(run.at(tooLate)) && !isAda(run.at(tooLate)),
  symptoms: ['session-undefined', 'nothing-happens', 'sees-others-data', 'error-500'],
  mistakes: [
    wentWrong(tooLate),
    mistake(
      ({ run }) => run.at(tooLate).notFound && run.at(afterwards).found !== null,
      'The session had ended on the server, but the browser still sent its cookie. The two were given different ends.',
    ),
  ],
  fallbacks: [
    mistake(
      (seen) =>
        seen.run.at(tooLate).sent !== undefined && told(kept(seen).browser) !== '' && optionOf(seen, 'cookie.maxAge'),
      (seen) =>
        `The browser still sent its cookie. ${told(kept(seen).browser)}` +
        (isAda(seen.run.at(tooLate))
          ? ''
          : ' The store still found the session, too: only code of your own sent Ada away.'),
    ),
    mistake(
      ({ run }) => isAda(run.at(tooLate)) && run.at(tooLate).sent === undefined,
      'The browser sent no cookie any more, and GET /me still answered for Ada. What belongs to one visitor goes into ' +
        'req.session, and nowhere else.',
    ),
  ],
  otherwise: 'By then the browser should have sent no cookie, and GET /me should have answered for nobody.',
})

export const over = check('over', 'The old cookie, sent by hand all the same, finds no session.', {
  exchange: tooLateByHand,
  header: '> Cookie',
  holds: (run) => wentWell(run.at(tooLateByHand)) && !isAda(run.at(tooLateByHand)),
  symptoms: ['session-undefined', 'nothing-happens', 'sees-others-data', 'logout-does-not-work', 'error-500'],
  mistakes: [wentWrong(tooLateByHand)],
  fallbacks: [
    mistake(
      (seen) => isAda(seen.run.at(tooLateByHand)) && told(kept(seen).store) !== '' && optionOf(seen, 'cookie.maxAge'),
      (seen) =>
        `The store still knew Ada. ${told(kept(seen).store)} Anyone who copied the cookie stays logged in for so long.`,
    ),
  ],
  otherwise: 'GET /me should have answered the old cookie, and for nobody. Anyone who copied it stays logged in.',
})
