import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { bodyOf } from '../../../answers.ts'
import { contentsOf, hadEnded, isAda, isMute, touchedInVain, wasTold, wentWell } from './evidence.ts'
import { missing } from './missing.ts'
import { OWN_STORE, REMOVED } from './places.ts'
import { minuteEighteen, minuteNine } from './scenes.ts'
import { wentWrong } from './went-wrong.ts'

/** An error of the app explains itself. */
const whereAnswered = (mistakes: readonly ReturnType<typeof mistake>[]) =>
  mistakes.map(({ find, says }) => mistake((seen) => wentWell(seen.run.at(minuteEighteen)) && find(seen), says))

export const touched = check('touched', 'The same visit gives the session in the store ten more.', {
  exchange: minuteEighteen,
  holds: (run) => isAda(run.at(minuteEighteen)),
  mistakes: [
    asJson(minuteEighteen),
    ...missing(minuteEighteen, 'GET /me'),
    wentWrong(minuteEighteen),
    ...whereAnswered([
      mistake(
        ({ run }) => run.at(minuteNine).sent === undefined,
        'Nine minutes after the login the browser sent no cookie, so nothing was known of a session, and no end was ' +
          'moved.',
      ),
      mistake(
        ({ run }) => hadEnded(run),
        'Nine minutes after the login the session had already ended in the store, so the visit found nothing that ' +
          'could go on.',
      ),
      mistake(
        ({ run }) => run.at(minuteNine).traced('no session found'),
        'The store that was asked after nine minutes did not know the session, so it had no end to move.',
      ),
      mistake(
        ({ run, code }) =>
          run.at(minuteNine).traced('session found') && run.at(minuteNine).takenOff && (code.line(REMOVED) ?? true),
        'The visit after nine minutes found its session and threw it away.',
      ),
      mistake(
        ({ run, code }) =>
          run.at(minuteNine).traced('session found') && !wasTold(run.at(minuteNine)) && (code.line(OWN_STORE) ?? true),
        'The visit after nine minutes found its session, but the store was told nothing of it. Where nothing changed, ' +
          'and resave is false, express-session calls touch(), and this store has no such method.',
      ),
      mistake(
        ({ run, code }) =>
          touchedInVain(run) &&
          code.has(/\bstore\b/) &&
          (code.line(/(?<!\.)\btouch\s*\(/) ?? code.line(OWN_STORE) ?? true),
        'The visit after nine minutes called touch() with a new end, and the store did not keep it: at minute 18 it ' +
          'had no session any more. What touch() is given must be written down too.',
      ),
      mistake(
        ({ run }) => isMute(run.at(minuteEighteen)),
        ({ run }) =>
          `The answer was ${bodyOf(run.at(minuteEighteen))}. Who asked is looked for in user, as in {"user":"ada"}.`,
      ),
      mistake(
        ({ run }) => run.at(minuteEighteen).traced('session found'),
        ({ run }) =>
          `The store still had the session, with ${contentsOf(run.at(minuteEighteen).found) || 'nothing in it'}. ` +
          'It was not its end that made this a visit of nobody.',
      ),
    ]),
  ],
  otherwise:
    'Eighteen minutes after the login and nine after the last visit, the cookie sent by hand should have found Ada.',
})
