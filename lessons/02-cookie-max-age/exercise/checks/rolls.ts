import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { bodyOf } from '../../../answers.ts'
import {
  contentsOf,
  fromNow,
  hadEnded,
  isAda,
  isChanged,
  isEndlessInStore,
  isForgotten,
  isKeptFromBrowser,
  isMute,
  isTenMinutes,
  lasts,
  wentWell,
} from './evidence.ts'
import { calledIn, changedTooLateIn } from './middleware.ts'
import { missing } from './missing.ts'
import {
  cookieOption,
  endSetIn,
  misspeltRolling,
  OWN_COOKIE,
  REMOVED,
  REPLACED_COOKIE,
  sessionOption,
  unusedRollingIn,
} from './places.ts'
import { login, MINUTE, minuteNine } from './scenes.ts'
import { wentWrong } from './went-wrong.ts'

export const rolls = check('rolls', 'A visit after nine minutes gives the browser ten more.', {
  exchange: minuteNine,
  header: 'Set-Cookie',
  holds: (run) =>
    isTenMinutes(run.at(minuteNine)) && run.at(minuteNine).set?.id !== undefined && isAda(run.at(minuteNine)),
  mistakes: [
    asJson(minuteNine),
    mistake(
      ({ run }) => run.at(minuteNine).sent === undefined && (lasts(run.at(login)) ?? Infinity) <= 9 * MINUTE,
      'After nine minutes the browser had nothing to send: the cookie of the login had ended by then.',
    ),
    mistake(
      ({ run }) => run.at(minuteNine).sent === undefined && run.at(login).attribute('Secure') !== undefined,
      'The browser did not keep the cookie of the login: that says Secure, which is for https, and your app is asked ' +
        'over http.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(minuteNine).sent === undefined &&
        Boolean(run.at(login).attribute('Domain')) &&
        (cookieOption(code, 'domain')?.line ?? true),
      ({ run }) =>
        `The cookie of the login says Domain=${run.at(login).attribute('Domain')}. A browser takes cookies only for ` +
        'the site that it visits, so it threw this one away and had nothing to send.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(minuteNine).sent === undefined &&
        run.at(login).set !== undefined &&
        !run.at(login).attribute('Path')?.startsWith('/') &&
        (code.line(REPLACED_COOKIE) ?? code.line(OWN_COOKIE) ?? true),
      'The browser did not send the cookie of the login. That has no Path, and without one it is for /login only, ' +
        'and for what lies below.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(minuteNine).sent === undefined &&
        !['/', '/me', undefined].includes(run.at(login).attribute('Path')) &&
        (cookieOption(code, 'path')?.line ?? true),
      ({ run }) =>
        `The browser did not send the cookie of the login: by its Path it is for ${run.at(login).attribute('Path')} ` +
        'only, and for what lies below.',
    ),
    mistake(
      ({ run }) => run.at(minuteNine).sent === undefined && run.at(login).set === undefined,
      'The browser had no session cookie to send, because the login gave it none.',
    ),
    ...missing(minuteNine, 'GET /me'),
    wentWrong(minuteNine),
    mistake(
      ({ run }) => hadEnded(run),
      'The browser sent its cookie, but the session had ended in the store. There was nothing to give more time to.',
    ),
    mistake(
      // The store that express-session makes where none is given loses nothing before its end, unless it is told to.
      ({ run, code }) =>
        isForgotten(run) && !code.has(/\bstore\b|sessionStore|\bdestroy\b/) && (calledIn(code) ?? true),
      'The browser sent its cookie, and the store did not know it. Without the option store, each call of session() ' +
        'makes a store of its own, and the session of the login lies in another. Call it once, and use what it ' +
        'returned for every route.',
    ),
    mistake(
      ({ run }) => isForgotten(run),
      'The browser sent its cookie, and the store did not know it, though the login had put a session there that was ' +
        'to last longer.',
    ),
    mistake(
      ({ run, code }) => run.at(minuteNine).traced('cookie signature invalid') && (code.line(/\bsecret\s*:/) ?? true),
      'The browser sent its cookie, but that was signed with another secret. The secret must be the same for every ' +
        'request.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(minuteNine).traced('session found') && run.at(minuteNine).takenOff && (code.line(REMOVED) ?? true),
      'The session was found, and this visit throws it away. So there is no session any more for which a cookie could ' +
        'be set.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && (cookieOption(code, 'rolling')?.line ?? null),
      'rolling stands among the options of the cookie. It belongs to session() itself, beside secret and resave.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && (misspeltRolling(code)?.line ?? null),
      ({ code }) =>
        `express-session has no option ${misspeltRolling(code)?.name}, and says nothing of options that it does not ` +
        'know. There is no Set-Cookie in the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && unusedRollingIn(code),
      'rolling stands here, and this is not what session() is called with. There is no Set-Cookie in the answer, so the ' +
        'browser learned nothing of this visit.',
    ),
    mistake(
      ({ run }) =>
        isKeptFromBrowser(run.at(minuteNine)) && isChanged(run.at(minuteNine)) && isEndlessInStore(run.at(minuteNine)),
      'This visit changed the session. For a change the cookie is sent again only if it has an end, and this one has ' +
        'none. There is no Set-Cookie in the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run }) => isKeptFromBrowser(run.at(minuteNine)) && isChanged(run.at(minuteNine)),
      'This visit changed the session, but not before the answer began. So the cookie was not sent again, and the ' +
        'browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && endSetIn(code),
      'This line gives the session a new end on the server. The cookie is not sent again for it: express-session sends ' +
        'it for a change of what you keep in the session, and the cookie does not count as that.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && code.line(/sess(?:ion)?\.touch\(/),
      'touch() sets the end in req.session again, which express-session does at each visit anyway. It ' +
        'does not bring the cookie into the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && code.line(/\.session\.save\(/),
      'save() writes the session into the store. It does not bring the cookie into the answer, so the browser learned ' +
        'nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(run.at(minuteNine)) && code.line(/\bresave\s*:\s*true\b/),
      'resave has the session written into the store at each visit. The browser learns nothing of that: there is no ' +
        'Set-Cookie in the answer.',
    ),
    mistake(
      ({ run, code }) =>
        isKeptFromBrowser(run.at(minuteNine)) && (sessionOption(code, 'rolling')?.line ?? calledIn(code) ?? true),
      'The session was found, but there is no Set-Cookie in the answer, so the browser learned nothing of this visit. ' +
        'Unless it is told otherwise, express-session does not send the cookie again for a visit that changes ' +
        'nothing in the session.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(minuteNine).set !== undefined &&
        run.at(minuteNine).set?.id === undefined &&
        (code.line(OWN_COOKIE) ?? true),
      'The visit sets the cookie again, but what is in it is no session id with a signature. With this cookie the ' +
        'browser is a stranger on its next visit.',
    ),
    mistake(
      ({ run }) => run.at(minuteNine).set !== undefined && isAda(run.at(minuteNine)),
      ({ run }) => {
        const time = lasts(run.at(minuteNine))
        const end = time === undefined ? 'has no end' : fromNow(time)
        return `The visit sets the cookie again, and that cookie ${end}. It should end in ten minutes.`
      },
    ),
    mistake(
      ({ run, code }) =>
        wentWell(run.at(minuteNine)) &&
        run.at(minuteNine).found !== null &&
        contentsOf(run.at(minuteNine).found) === '' &&
        (changedTooLateIn(code) ?? true),
      ({ code }) =>
        'The session was found, and there was nothing in it. ' +
        (changedTooLateIn(code) === null
          ? 'Who logs in must be put into req.session, before the login is answered.'
          : 'This line changes it after the login has been answered. By then it had been saved.'),
    ),
    mistake(
      ({ run }) => isMute(run.at(minuteNine)),
      ({ run }) =>
        `The answer was ${bodyOf(run.at(minuteNine))}. Who asked is looked for in user, as in {"user":"ada"}.`,
    ),
  ],
  otherwise:
    'The visit should have been answered for Ada, with her cookie set again and an Expires ten minutes after Date.',
})
