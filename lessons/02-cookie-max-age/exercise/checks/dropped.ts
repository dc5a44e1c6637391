import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { inWords, isAda, lasts, wentWell } from './evidence.ts'
import { missing } from './missing.ts'
import { maxAgeIn } from './places.ts'
import { afterwards, lastGiven, MINUTE, SECOND, tooLate } from './scenes.ts'
import { wentWrong } from './went-wrong.ts'

/** What the browser was told last, if it is that for which it still sent its cookie. */
function toldLast({ run }: Evidence): string | undefined {
  const given = lastGiven(run)
  if (given?.set === undefined || given.set.value !== run.at(tooLate).sent) return undefined
  const time = lasts(given)
  if (time === undefined) return 'Nobody told it an end.'
  return time > 10 * MINUTE + SECOND ? `It was told ${inWords(time)}.` : undefined
}

export const dropped = check('dropped', 'Ten minutes and a second later no cookie is sent, and nobody is known.', {
  exchange: tooLate,
  header: '> Cookie',
  holds: (run) => run.at(tooLate).sent === undefined && wentWell(run.at(tooLate)) && !isAda(run.at(tooLate)),
  mistakes: [
    asJson(tooLate),
    ...missing(tooLate, 'GET /me'),
    wentWrong(tooLate),
    mistake(
      (seen) => isAda(seen.run.at(tooLate)) && toldLast(seen) !== undefined && (maxAgeIn(seen.code) ?? true),
      (seen) => `The browser still sent its cookie. ${toldLast(seen)}`,
    ),
    mistake(
      ({ run }) =>
        run.at(tooLate).sent !== undefined &&
        run.at(tooLate).traced('session found') &&
        wentWell(run.at(tooLate)) &&
        !isAda(run.at(tooLate)),
      (seen) =>
        `The browser still sent its cookie. ${toldLast(seen) ?? ''} The store still found the session, too: only code ` +
        'of your own sent Ada away.',
    ),
    mistake(
      ({ run }) =>
        run.at(tooLate).sent !== undefined &&
        run.at(tooLate).traced('no session found') &&
        run.at(afterwards).traced('session found'),
      'The session was over on the server, but the browser still sent its cookie. The two were not told the same end.',
    ),
    mistake(
      (seen) => seen.run.at(tooLate).sent !== undefined,
      (seen) => `The browser still sent its cookie. ${toldLast(seen) ?? ''}`.trimEnd(),
    ),
    mistake(
      ({ run }) => isAda(run.at(tooLate)),
      'The browser sent no cookie any more, and GET /me still answered for Ada. What belongs to one visitor goes into ' +
        'req.session, and nowhere else.',
    ),
  ],
  otherwise: 'By then the browser should have sent no cookie, and GET /me should have answered for nobody.',
})
