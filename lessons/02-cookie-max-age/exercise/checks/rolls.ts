import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import {
  attributeOf,
  bodyOf,
  contentsOf,
  foundIn,
  fromNow,
  hadEnded,
  isAda,
  isChanged,
  isEndlessInStore,
  isForgotten,
  isGone,
  isKeptFromBrowser,
  isMute,
  isTenMinutes,
  lifetime,
  login,
  MINUTE,
  minuteNine,
  wentWell,
} from './evidence.ts'
import { calledIn, changedTooLateIn } from './middleware.ts'
import { missing } from './missing.ts'
import { wentWrong } from './went-wrong.ts'
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

export const rolls = check('rolls', 'A visit after nine minutes gives the browser ten more.', {
  exchange: 'minute 9',
  header: 'Set-Cookie',
  holds: (run) => isTenMinutes(minuteNine(run)) && minuteNine(run).set?.id !== undefined && isAda(minuteNine(run)),
  mistakes: [
    asJson(minuteNine),
    mistake(
      ({ run }) => minuteNine(run).sent === undefined && (lifetime(login(run)) ?? Infinity) <= 9 * MINUTE,
      'After nine minutes the browser had nothing to send: the cookie of the login had ended by then.',
    ),
    mistake(
      ({ run }) => minuteNine(run).sent === undefined && attributeOf(login(run), 'Secure') !== undefined,
      'The browser did not keep the cookie of the login: that says Secure, which is for https, and your app is asked ' +
        'over http.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).sent === undefined &&
        Boolean(attributeOf(login(run), 'Domain')) &&
        (cookieOption(code, 'domain')?.line ?? true),
      ({ run }) =>
        `The cookie of the login says Domain=${attributeOf(login(run), 'Domain')}. A browser takes cookies only for ` +
        'the site that it visits, so it threw this one away and had nothing to send.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).sent === undefined &&
        login(run).set !== undefined &&
        !attributeOf(login(run), 'Path')?.startsWith('/') &&
        (code.line(REPLACED_COOKIE) ?? code.line(OWN_COOKIE) ?? true),
      'The browser did not send the cookie of the login. That has no Path, and without one it is for /login only, ' +
        'and for what lies below.',
    ),
    mistake(
      ({ run, code }) =>
        minuteNine(run).sent === undefined &&
        !['/', '/me', undefined].includes(attributeOf(login(run), 'Path')) &&
        (cookieOption(code, 'path')?.line ?? true),
      ({ run }) =>
        `The browser did not send the cookie of the login: by its Path it is for ${attributeOf(login(run), 'Path')} ` +
        'only, and for what lies below.',
    ),
    mistake(
      ({ run }) => minuteNine(run).sent === undefined && login(run).set === undefined,
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
      ({ run, code }) => minuteNine(run).traced('cookie signature invalid') && (code.line(/\bsecret\s*:/) ?? true),
      'The browser sent its cookie, but that was signed with another secret. The secret must be the same for every ' +
        'request.',
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
      ({ run }) =>
        isKeptFromBrowser(minuteNine(run)) && isChanged(minuteNine(run)) && isEndlessInStore(minuteNine(run)),
      'This visit changed the session. For a change the cookie is sent again only if it has an end, and this one has ' +
        'none. There is no Set-Cookie in the answer, so the browser learned nothing of this visit.',
    ),
    mistake(
      ({ run }) => isKeptFromBrowser(minuteNine(run)) && isChanged(minuteNine(run)),
      'This visit changed the session, but not before the answer began. So the cookie was not sent again, and the ' +
        'browser learned nothing of this visit.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && endSetIn(code),
      'This line gives the session a new end on the server. The cookie is not sent again for it: express-session sends ' +
        'it for a change of what you keep in the session, and the cookie does not count as that.',
    ),
    mistake(
      ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/sess(?:ion)?\.touch\(/),
      'touch() sets the end in req.session again, which express-session does at each visit anyway. It ' +
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
        'Unless it is told otherwise, express-session does not send the cookie again for a visit that changes ' +
        'nothing in the session.',
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
        const end = time === undefined ? 'has no end' : fromNow(time)
        return `The visit sets the cookie again, and that cookie ${end}. It should end in ten minutes.`
      },
    ),
    mistake(
      ({ run, code }) =>
        wentWell(minuteNine(run)) &&
        foundIn(minuteNine(run)) !== null &&
        contentsOf(foundIn(minuteNine(run))) === '' &&
        (changedTooLateIn(code) ?? true),
      ({ code }) =>
        'The session was found, and there was nothing in it. ' +
        (changedTooLateIn(code) === null
          ? 'Who logs in must be put into req.session, before the login is answered.'
          : 'This line changes it after the login has been answered. By then it had been saved.'),
    ),
    mistake(
      ({ run }) => isMute(minuteNine(run)),
      ({ run }) => `The answer was ${bodyOf(minuteNine(run))}. Who asked is looked for in user, as in {"user":"ada"}.`,
    ),
  ],
  otherwise:
    'The visit should have been answered for Ada, with her cookie set again and an Expires ten minutes after Date.',
})
