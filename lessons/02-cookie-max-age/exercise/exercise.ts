import { advance, check, exercise, get, mistake, post, send } from '../../../src/exercise/index.ts'
import {
  calledIn,
  endSetIn,
  EXPIRES,
  fromNow,
  givenMaxAge,
  herCookie,
  HOUR,
  inWords,
  isAda,
  isBroughtDown,
  isEndless,
  isKeptFromBrowser,
  isTenMinutes,
  isTheEnd,
  lifetime,
  login,
  MAX_AGE,
  MINUTE,
  minuteEighteen,
  minuteNine,
  MISSPELT_MAX_AGE,
  MISSPELT_ROLLING,
  OWN_STORE,
  SECOND,
  TEXT_MAX_AGE,
  fixedDateIn,
  strayMaxAgeIn,
  strayRollingIn,
  tooLate,
  tooLateByHand,
  touchedInVain,
  wasTold,
} from './evidence.ts'

const TEXT =
  'maxAge must be a number of milliseconds, and this is something else. Text will not do, with a unit or without, ' +
  'and what comes from process.env is text. express-session fails as soon as it makes a session, and no answer ' +
  'comes.'

export default exercise({
  title: 'Ten minutes on both sides',
  home: import.meta.url,
  actions: [
    advance('the server has been up for an hour', HOUR),
    send('login', post('/login/ada')),
    advance('nine minutes later', 9 * MINUTE),
    send('minute 9', get('/me')),
    advance('nine more minutes', 9 * MINUTE),
    // What no browser does: a cookie sent whatever its end, so that the store alone decides.
    send('minute 18 by hand', (run) => get('/me', { headers: herCookie(run) }), { browser: null }),
    send('minute 18', get('/me')),
    advance('ten minutes and a second without a visit', 10 * MINUTE + SECOND),
    send('a second after minute 28', get('/me')),
    send('a second after minute 28 by hand', (run) => get('/me', { headers: herCookie(run) }), { browser: null }),
  ],
  checks: [
    check('ends', 'The cookie that the login sets ends ten minutes later.', {
      exchange: 'login',
      header: 'Set-Cookie',
      holds: (run) => isTenMinutes(login(run)),
      mistakes: [
        mistake(({ run, code }) => isBroughtDown(login(run)) && code.line(MAX_AGE), TEXT),
        mistake(({ run, code }) => isTheEnd(login(run)) && code.line(TEXT_MAX_AGE), TEXT),
        mistake(
          ({ run, code }) => isBroughtDown(login(run)) && code.line(/\bcookie\s*:/),
          'cookie must be an object with the options of the cookie in it, and this is something else. ' +
            'express-session fails as soon as it makes a session, and no answer comes.',
        ),
        mistake(
          ({ run, code }) => isTheEnd(login(run)) && code.line(EXPIRES),
          'expires must be a Date, and this is something else: express-session fails on it, and no answer comes. ' +
            'You need no date here, for maxAge is a time that counts anew for each session.',
        ),
        mistake(
          ({ run, code }) => login(run).traced('not secured') && (code.line(/\bsecure\s*:/) ?? true),
          'The option secure keeps the cookie for https, and this is http: express-session leaves the cookie out of ' +
            'the answer.',
        ),
        mistake(
          ({ run, code }) => !login(run).set && wasTold(login(run)) && code.line(MAX_AGE),
          'The session was saved, but there is no cookie: express-session could not make an Expires of this maxAge. ' +
            'That happens with NaN, for one, and NaN is what Number() makes of something that is no number.',
        ),
        mistake(
          ({ run, code }) => isEndless(login(run)) && endSetIn(code),
          'Here the session gets its end, but that was not done yet when Ada logged in: her cookie came without ' +
            'Expires. Such a cookie stays as long as the browser is open.',
        ),
        mistake(
          ({ run, code }) => isEndless(login(run)) && code.line(MISSPELT_MAX_AGE),
          ({ code }) =>
            `express-session has no option ${code.word(MISSPELT_MAX_AGE)}, and says nothing of options that it does ` +
            'not know. The cookie came without Expires. The spelling is maxAge.',
        ),
        mistake(
          ({ run, code }) => isEndless(login(run)) && strayMaxAgeIn(code),
          'maxAge does not stand among the options of the cookie. express-session looks for it only there, and says ' +
            'nothing of options that it does not know. The cookie came without Expires.',
        ),
        mistake(
          ({ run, code }) => isEndless(login(run)) && code.line(/\bmaxAge\s*:\s*process\.env/),
          'Nothing is set in the environment here, so maxAge is undefined, and the cookie came without Expires.',
        ),
        mistake(
          ({ run }) => isEndless(login(run)),
          'The cookie came without Expires, so nobody told the browser of an end. It keeps such a cookie as long as ' +
            'it is open.',
        ),
        mistake(
          ({ run, code }) => lifetime(login(run)) !== undefined && fixedDateIn(code),
          ({ run }) =>
            'This is a date, and it is worked out once, when the file starts. The server has been up for an hour by ' +
            `now, and the cookie of this login ${fromNow(lifetime(login(run)) ?? 0)}.`,
        ),
        mistake(
          ({ run, code }) => givenMaxAge(login(run)) !== undefined && code.line(MAX_AGE),
          ({ run }) =>
            `maxAge counts milliseconds, and ${givenMaxAge(login(run))} of them are ` +
            `${inWords(givenMaxAge(login(run)) ?? 0)}. Compare Expires with Date in the answer.`,
        ),
        mistake(
          ({ run }) => lifetime(login(run)) !== undefined,
          ({ run }) =>
            `Between Date and Expires lie ${inWords(Number(lifetime(login(run))))}. It should be ten minutes.`,
        ),
      ],
      otherwise:
        'The login should have been answered with a session cookie that has an Expires, ten minutes after Date.',
    }),

    check('rolls', 'A visit after nine minutes gives the browser ten more.', {
      exchange: 'minute 9',
      header: 'Set-Cookie',
      holds: (run) => isTenMinutes(minuteNine(run)) && minuteNine(run).set?.id !== undefined && isAda(minuteNine(run)),
      mistakes: [
        mistake(
          ({ run }) => login(run).set !== undefined && minuteNine(run).sent === undefined,
          'After nine minutes the browser had nothing to send: the cookie of the login had ended by then.',
        ),
        mistake(
          ({ run }) => minuteNine(run).sent === undefined,
          'The browser had no session cookie to send, because the login gave it none.',
        ),
        mistake(
          ({ run }) => minuteNine(run).traced('no session found'),
          'The browser sent its cookie, but the session had ended in the store. There was nothing to give more time ' +
            'to.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && strayRollingIn(code),
          'rolling stands among the options of the cookie. It belongs to session() itself, beside secret and resave.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(MISSPELT_ROLLING),
          ({ code }) =>
            `express-session has no option ${code.word(MISSPELT_ROLLING)}, and says nothing of options that it does ` +
            'not know. There is no Set-Cookie in the answer, so the browser learned nothing of this visit.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && endSetIn(code),
          'This line gives the session a new end on the server. The cookie is not sent again for it: ' +
            'express-session sends it for a change of what you keep in the session, and the cookie does not count ' +
            'as that.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/sess(?:ion)?\.touch\(/),
          'touch() starts the time of the session again on the server, which express-session does at each visit ' +
            'anyway. It does not bring the cookie into the answer, so the browser learned nothing of this visit.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/\.session\.save\(/),
          'save() writes the session into the store. It does not bring the cookie into the answer, so the browser ' +
            'learned nothing of this visit.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && code.line(/\bresave\s*:\s*true\b/),
          'resave has the session written into the store at each visit. The browser learns nothing of that: there ' +
            'is no Set-Cookie in the answer.',
        ),
        mistake(
          ({ run, code }) => isKeptFromBrowser(minuteNine(run)) && (calledIn(code) ?? true),
          'The session was found, but there is no Set-Cookie in the answer, so the browser learned nothing of this ' +
            'visit. Unless it is told otherwise, express-session does not send the cookie again for a visit that ' +
            'only reads.',
        ),
        mistake(
          ({ run }) => minuteNine(run).set !== undefined && minuteNine(run).set?.id === undefined,
          'The visit sets the cookie again, but what is in it is no session id with a signature. With this cookie ' +
            'the browser is a stranger on its next visit.',
        ),
        mistake(
          ({ run }) => minuteNine(run).set !== undefined && isAda(minuteNine(run)),
          ({ run }) => {
            const time = lifetime(minuteNine(run))
            const end = time === undefined ? 'has no Expires' : fromNow(time)
            return `The visit sets the cookie again, and that cookie ${end}. It should end in ten minutes.`
          },
        ),
      ],
      otherwise:
        'The visit should have been answered for Ada, with her cookie set again and an Expires ten minutes after Date.',
    }),

    check('touched', 'The same visit gives the session in the store ten more.', {
      exchange: 'minute 18 by hand',
      holds: (run) => isAda(minuteEighteen(run)),
      mistakes: [
        mistake(
          ({ run }) => minuteNine(run).sent === undefined,
          'Nine minutes after the login the browser sent no cookie, so nothing was known of a session, and no end ' +
            'was moved.',
        ),
        mistake(
          ({ run }) => minuteNine(run).traced('no session found'),
          'Nine minutes after the login the session had already ended in the store, so the visit found nothing that ' +
            'could go on.',
        ),
        mistake(
          ({ run, code }) =>
            minuteNine(run).traced('session found') && !wasTold(minuteNine(run)) && (code.line(OWN_STORE) ?? true),
          'The visit after nine minutes found its session, but the store was told nothing of it. Where nothing ' +
            'changed, and resave is false, express-session calls touch(), and this store has no such method.',
        ),
        mistake(
          ({ run, code }) => touchedInVain(run) && (code.line(/(?<!\.)\btouch\s*\(/) ?? code.line(OWN_STORE) ?? true),
          'The visit after nine minutes called touch() with a new end, and the store did not keep it: at minute 18 ' +
            'it had no session any more. What touch() is given must be written down too.',
        ),
      ],
      otherwise:
        'Eighteen minutes after the login and nine after the last visit, the cookie sent by hand should have found ' +
        'Ada.',
    }),

    check('over', 'Ten minutes and a second after the last visit both are over.', {
      exchange: 'a second after minute 28 by hand',
      header: '> Cookie',
      holds: (run) =>
        tooLate(run).sent === undefined &&
        [tooLate(run), tooLateByHand(run)].every((seen) => seen.status > 0 && seen.status < 500 && !isAda(seen)),
      mistakes: [
        mistake(
          ({ run, code }) =>
            tooLate(run).sent !== undefined && isAda(tooLateByHand(run)) && (code.line(MAX_AGE) ?? true),
          ({ run }) => {
            const given = givenMaxAge(run.exchange('minute 18'))
            const told = given === undefined ? 'Neither was told an end.' : `Both were told ${inWords(given)}.`
            return `The browser still sent its cookie, and the store still knew Ada. ${told}`
          },
        ),
        mistake(
          ({ run }) => tooLate(run).sent !== undefined,
          'The session was over on the server, but the browser still sent its cookie. The two were not told the ' +
            'same end.',
        ),
        mistake(
          ({ run }) => isAda(tooLate(run)),
          'The browser sent no cookie any more, and GET /me still answered for Ada. What belongs to one visitor ' +
            'goes into req.session, and nowhere else.',
        ),
        mistake(
          ({ run, code }) => isAda(tooLateByHand(run)) && code.line(OWN_STORE),
          'The browser sent no cookie any more, but the old one, sent by hand, still found Ada: your store gives ' +
            'out sessions that have ended. Their end is in session.cookie.expires, and it is for the store to look.',
        ),
        mistake(
          ({ run }) => isAda(tooLateByHand(run)),
          'The browser sent no cookie any more, but the old one, sent by hand, still found Ada. Whoever copied it ' +
            'stays logged in.',
        ),
      ],
      otherwise: 'GET /me should have answered both times, and for nobody.',
    }),
  ],
  hints: [
    '`maxAge` counts milliseconds. Look at **Date** and **Expires** in the answer to the login: what lies between ' +
      'them?',
    'Now look for **Set-Cookie** in the answer to the visit after nine minutes. What does the browser know of this ' +
      'visit?',
    'A visit that only reads moves the end in the store, and express-session does that by itself. For the browser ' +
      'there is an option of `session()`. It is off unless you name it, and lesson 2 tries it out.',
    'It takes `rolling: true` beside `resave`, and a `maxAge` of ten times 60 times 1000 in `cookie`.',
  ],
  explanation: `
\`maxAge\` counts **milliseconds**. 36000000 of them are ten hours, whatever the comment says. Written as \`10 * 60 *
1000\` it can be checked by reading it.

Two keep an end. The store's end moved with each visit from the start, because express-session **touches** a session
that was found. The browser's end moves only when the cookie is sent again, with a new **Expires**. For a visit that
only reads, it is sent again with **rolling: true**, which is false if it is left out.

With both, the ten minutes count from the last visit on either side. That the browser drops its cookie is a courtesy.
Who copied the cookie can send it at any time, and then only the end in the store counts.
`.trim(),
})
