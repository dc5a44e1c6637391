import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import {
  bodyOf,
  contentsOf,
  foundIn,
  hadEnded,
  isAda,
  isGone,
  isMute,
  minuteEighteen,
  minuteNine,
  touchedInVain,
  wasTold,
  wentWell,
} from './evidence.ts'
import { missing } from './missing.ts'
import { wentWrong } from './went-wrong.ts'
import { OWN_STORE, REMOVED } from './places.ts'

/** An error of the app explains itself. */
const whereAnswered = (mistakes: readonly ReturnType<typeof mistake>[]) =>
  mistakes.map(({ find, says }) => mistake((seen) => wentWell(minuteEighteen(seen.run)) && find(seen), says))

export const touched = check('touched', 'The same visit gives the session in the store ten more.', {
  exchange: 'minute 18 by hand',
  holds: (run) => isAda(minuteEighteen(run)),
  mistakes: [
    asJson(minuteEighteen),
    ...missing(minuteEighteen, 'GET /me'),
    wentWrong(minuteEighteen),
    ...whereAnswered([
      mistake(
        ({ run }) => minuteNine(run).sent === undefined,
        'Nine minutes after the login the browser sent no cookie, so nothing was known of a session, and no end was ' +
          'moved.',
      ),
      mistake(
        ({ run }) => hadEnded(run),
        'Nine minutes after the login the session had already ended in the store, so the visit found nothing that ' +
          'could go on.',
      ),
      mistake(
        ({ run }) => minuteNine(run).traced('no session found'),
        'The store that was asked after nine minutes did not know the session, so it had no end to move.',
      ),
      mistake(
        ({ run, code }) =>
          minuteNine(run).traced('session found') && isGone(minuteNine(run)) && (code.line(REMOVED) ?? true),
        'The visit after nine minutes found its session and threw it away.',
      ),
      mistake(
        ({ run, code }) =>
          minuteNine(run).traced('session found') && !wasTold(minuteNine(run)) && (code.line(OWN_STORE) ?? true),
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
        ({ run }) => isMute(minuteEighteen(run)),
        ({ run }) =>
          `The answer was ${bodyOf(minuteEighteen(run))}. Who asked is looked for in user, as in {"user":"ada"}.`,
      ),
      mistake(
        ({ run }) => minuteEighteen(run).traced('session found'),
        ({ run }) =>
          `The store still had the session, with ${contentsOf(foundIn(minuteEighteen(run))) || 'nothing in it'}. ` +
          'It was not its end that made this a visit of nobody.',
      ),
    ]),
  ],
  otherwise:
    'Eighteen minutes after the login and nine after the last visit, the cookie sent by hand should have found Ada.',
})
