import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { inWords, isAda, lastGiven, lifetime, MINUTE, SECOND, tooLate, TOO_LATE, wentWell } from './evidence.ts'
import { missing } from './missing.ts'
import { wentWrong } from './went-wrong.ts'
import { maxAgeIn } from './places.ts'

/** What the browser was told last, if it is that for which it still sent its cookie. */
function toldLast({ run }: Evidence): string | undefined {
  const given = lastGiven(run)
  if (given?.set === undefined || given.set.value !== tooLate(run).sent) return undefined
  const time = lifetime(given)
  if (time === undefined) return 'Nobody told it an end.'
  return time > 10 * MINUTE + SECOND ? `It was told ${inWords(time)}.` : undefined
}

export const dropped = check('dropped', 'Ten minutes and a second later no cookie is sent, and nobody is known.', {
  exchange: TOO_LATE,
  header: '> Cookie',
  holds: (run) => tooLate(run).sent === undefined && wentWell(tooLate(run)) && !isAda(tooLate(run)),
  mistakes: [
    asJson(tooLate),
    ...missing(tooLate, 'GET /me'),
    wentWrong(tooLate),
    mistake(
      (seen) => isAda(tooLate(seen.run)) && toldLast(seen) !== undefined && (maxAgeIn(seen.code) ?? true),
      (seen) => `The browser still sent its cookie. ${toldLast(seen)}`,
    ),
    mistake(
      ({ run }) =>
        tooLate(run).sent !== undefined &&
        tooLate(run).traced('session found') &&
        wentWell(tooLate(run)) &&
        !isAda(tooLate(run)),
      (seen) =>
        `The browser still sent its cookie. ${toldLast(seen) ?? ''} The store still found the session, too: only code ` +
        'of your own sent Ada away.',
    ),
    mistake(
      ({ run }) =>
        tooLate(run).sent !== undefined &&
        tooLate(run).traced('no session found') &&
        run.exchange('minute 18').traced('session found'),
      'The session was over on the server, but the browser still sent its cookie. The two were not told the same end.',
    ),
    mistake(
      (seen) => tooLate(seen.run).sent !== undefined,
      (seen) => `The browser still sent its cookie. ${toldLast(seen) ?? ''}`.trimEnd(),
    ),
    mistake(
      ({ run }) => isAda(tooLate(run)),
      'The browser sent no cookie any more, and GET /me still answered for Ada. What belongs to one visitor goes into ' +
        'req.session, and nowhere else.',
    ),
  ],
  otherwise: 'By then the browser should have sent no cookie, and GET /me should have answered for nobody.',
})
