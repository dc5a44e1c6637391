import { check, mistake } from '../../../src/exercise/index.ts'
import {
  bodyOf,
  fromNow,
  isAda,
  isElsewhere,
  isGone,
  isKeptFromBrowser,
  isMute,
  isTenMinutes,
  lifetime,
  login,
  MINUTE,
  minuteNine,
} from './evidence.ts'
import {
  calledIn,
  cookieOption,
  endSetIn,
  misspeltRolling,
  OWN_COOKIE,
  REMOVED,
  sessionOption,
  unusedRollingIn,
} from './places.ts'

export const rolls = check('rolls', 'A visit after nine minutes gives the browser ten more.', {
  exchange: 'minute 9',
  header: 'Set-Cookie',
  holds: (run) => isTenMinutes(minuteNine(run)) && minuteNine(run).set?.id !== undefined && isAda(minuteNine(run)),
  mistakes: [
    mistake(
      ({ run }) => minuteNine(run).sent === undefined && (lifetime(login(run)) ?? Infinity) <= 9 * MINUTE,
      'After nine minutes the browser had nothing to send: the cookie of the login had ended by then.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).sent === undefined &&
        isElsewhere(login(run)) &&
        ((cookieOption(code, 'path') ?? cookieOption(code, 'domain'))?.line ?? true),
      'The browser did not send the cookie of the login: it is for other addresses, or for another site. Look at Path ' +
        'and Domain in its Set-Cookie line.',
    ),
    mistake(
      ({ run }) => minuteNine(run).sent === undefined && login(run).set === undefined,
      'The browser had no session cookie to send, because the login gave it none.',
    ),
    mistake(
      ({ run }) => minuteNine(run).traced('no session found'),
      'The browser sent its cookie, but the session had ended in the store. There was nothing to give more time to.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).traced('session found') && isGone(minuteNine(run)) && (code.line(REMOVED) ?? true),
      'The session was found, and this visit throws it away. So there is no session any more for which a cookie could ' +
        'be set.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && (cookieOption(code, 'rolling')?.line ?? null),
      'rolling stands among the options of the cookie. It belongs to session() itself, beside secret and resave.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && (misspeltRolling(code)?.line ?? null),
      ({ code }) =>
        `express-session has no option ${misspeltRolling(code)?.name}, and says nothing of options that it does not ` +
        'know. There is no Set-Cookie in the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && unusedRollingIn(code),
      'rolling stands here, and this is not what session() is called with. There is no Set-Cookie in the answer, so the ' +
        'browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && endSetIn(code),
      'This line gives the session a new end on the server. The cookie is not sent again for it: express-session sends ' +
        'it for a change of what you keep in the session, and the cookie does not count as that.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/sess(?:ion)?\.touch\(/),
      'touch() starts the time of the session again on the server, which express-session does at each visit anyway. It ' +
        'does not bring the cookie into the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/\.session\.save\(/),
      'save() writes the session into the store. It does not bring the cookie into the answer, so the browser learned ' +
        'nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/\bresave\s*:\s*true\b/),
      'resave has the session written into the store at each visit. The browser learns nothing of that: there is no ' +
        'Set-Cookie in the answer.',
    ),
    mistake(
      ({ run, code }) =>
        isKeptFromBrowser(minuteNine(run)) && (sessionOption(code, 'rolling')?.line ?? calledIn(code) ?? true),
      'The session was found, but there is no Set-Cookie in the answer, so the browser learned nothing of this visit. ' +
        'Unless it is told otherwise, express-session does not send the cookie again for a visit that only reads.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).set !== undefined && minuteNine(run).set?.id === undefined && (code.line(OWN_COOKIE) ?? true),
      'The visit sets the cookie again, but what is in it is no session id with a signature. With this cookie the ' +
        'browser is a stranger on its next visit.',
    ),
    mistake(
      ({ run }) => minuteNine(run).set !== undefined && isAda(minuteNine(run)),
      ({ run }) => {
        const time = lifetime(minuteNine(run))
        const end = time === undefined ? 'has no Expires' : fromNow(time)
        return `The visit sets the cookie again, and that cookie ${end}. It should end in ten minutes.`
      },
    ),
    mistake(
      ({ run }) => isMute(minuteNine(run)),
      ({ run }) => `The answer was ${bodyOf(minuteNine(run))}. Who asked is looked for in user, as in {"user":"ada"}.`,
    ),
  ],
  otherwise:
    'The visit should have been answered for Ada, with her cookie set again and an Expires ten minutes after Date.',
})
