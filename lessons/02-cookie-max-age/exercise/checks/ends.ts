import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import {
  failedWith,
  fromNow,
  givenMaxAge,
  inWords,
  isEndless,
  isTenMinutes,
  isUnwritable,
  lacksOptions,
  lasts,
  wasEmpty,
} from './evidence.ts'
import { changedTooLateIn } from './middleware.ts'
import { missing } from './missing.ts'
import {
  asyncCookieIn,
  cookieOption,
  emptyMaxAgeIn,
  endSetIn,
  expiresLastIn,
  fixedDateIn,
  isMisspelt,
  maxAgeIn,
  numberIn,
  REPLACED_COOKIE,
  sessionOption,
  strayMaxAgeIn,
  unknownOption,
} from './places.ts'
import { login, SECOND } from './scenes.ts'

export const NO_NUMBER =
  'maxAge must be a number of milliseconds, and this is something else. Text will not do, with a unit or without, and ' +
  'what comes from process.env is text.'

/** What is to be said of single options. */
const MEANT: Readonly<Record<string, string>> = {
  cookies: 'The options of the cookie stand in cookie, without an s.',
  ttl: 'Some stores have one of that name, and it says nothing to the browser.',
  expiresIn: 'Other packages have one of that name.',
}

/** What express-session says of a cookie that it could not make, and the option that is to blame. */
const UNWRITABLE = [
  [/option \w+ is invalid/, 'cookie'],
  [/argument name is invalid/, 'name'],
  [/"key" argument must be/, 'secret'],
] as const

/** Whether the cookie of the login lasts as long as the maxAge of its session says. */
const isAsGiven = (run: Evidence['run']): boolean =>
  Math.abs((lasts(run.at(login)) ?? Number.NaN) - (givenMaxAge(run.at(login)) ?? Number.NaN)) <= SECOND

export const ends = check('ends', 'The cookie that the login sets ends ten minutes later.', {
  exchange: login,
  header: 'Set-Cookie',
  holds: (run) => isTenMinutes(run.at(login)),
  mistakes: [
    ...missing(login, 'POST /login'),
    mistake(
      ({ run, code }) => wasEmpty(run.at(login)) && changedTooLateIn(code),
      'The session is changed after the answer has been sent. When that went out, there was nothing in the session ' +
        'yet, so the answer has no cookie for it.',
    ),
    mistake(
      ({ run }) => wasEmpty(run.at(login)),
      'There was a session for this login, but it was still empty when the answer went out, so the answer has no ' +
        'cookie for it. Who logged in must be put into req.session before that.',
    ),
    mistake(
      ({ run, code }) => failedWith(run.at(login), 'maxAge must be') && (code.line(/\.maxAge\s*=(?!=)/) ?? true),
      NO_NUMBER,
    ),
    mistake(
      ({ run, code }) => lacksOptions(run.at(login)) && (sessionOption(code, 'cookie')?.line ?? null),
      ({ code }) =>
        'cookie is a function here, and it returned nothing, where an object with the options of the cookie should be.' +
        (/=>\s*\{/.test(sessionOption(code, 'cookie')?.value ?? '')
          ? ' A brace right behind => begins statements, and no object.'
          : ''),
    ),
    mistake(
      ({ run, code }) => run.at(login).traced('not secured') && (code.line(/\bsecure\s*:/) ?? true),
      'The option secure keeps the cookie for https, and this is http: express-session leaves the cookie out of the ' +
        'answer.',
    ),
    mistake(
      ({ run, code }) =>
        isUnwritable(run.at(login), /option expires is invalid/) &&
        cookieOption(code, 'expires') === undefined &&
        code.has(/\bmaxAge\b/) &&
        (maxAgeIn(code) ?? true),
      'The session was saved, but there is no cookie: express-session could not make an Expires of this maxAge. That ' +
        'happens with NaN, for one, and NaN is what Number() makes of something that is no number.',
    ),
    ...UNWRITABLE.map(([said, name]) =>
      mistake(
        ({ run, code }) => isUnwritable(run.at(login), said) && (sessionOption(code, name)?.line ?? true),
        'The session was saved, but express-session could not make its cookie: one of the values for it is not ' +
          'valid. The answer went out without the cookie.',
      ),
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && code.line(REPLACED_COOKIE),
      'Here the cookie of the session becomes an object of your own, and what express-session looks for is not in it. ' +
        'The cookie came without Expires. Keep the one that is there, and set its maxAge.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && endSetIn(code),
      'Here the session gets its end, but that was not done yet when Ada logged in: her cookie came without Expires. ' +
        'Such a cookie stays as long as the browser is open.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && strayMaxAgeIn(code),
      'maxAge does not stand among the options of the cookie. express-session looks for it only there, and says nothing ' +
        'of options that it does not know. The cookie came without Expires.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && code.line(/\bmaxAge\s*:\s*process\.env/),
      'The environment has no such variable here, so maxAge is undefined, and the cookie came without Expires.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && asyncCookieIn(code),
      'An async function returns a promise, and express-session does not wait for it. So there were no options, and ' +
        'the cookie came without Expires.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && expiresLastIn(code),
      'expires stands behind maxAge here, and takes its place: of the two the last one counts. The cookie came without ' +
        'Expires.',
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && (unknownOption(code)?.line ?? null),
      ({ code }) => {
        const { name, of } = unknownOption(code) ?? { name: '', of: 'session' }
        const meant = isMisspelt(name) ? 'The spelling is maxAge.' : (MEANT[name] ?? '')
        return (
          `express-session has no option ${name}${of === 'cookie' ? ' for the cookie' : ''}, and says nothing of ` +
          `options that it does not know. The cookie came without Expires. ${meant}`
        ).trimEnd()
      },
    ),
    mistake(
      ({ run, code }) => isEndless(run.at(login)) && (emptyMaxAgeIn(code) ?? true),
      'The cookie came without Expires, so nobody told the browser of an end. It keeps such a cookie as long as it is ' +
        'open.',
    ),
    mistake(
      ({ run, code }) => lasts(run.at(login)) !== undefined && fixedDateIn(code),
      ({ run }) =>
        'This is a date, and it is worked out once, when the file starts. The server has been up for an hour by now, ' +
        `and the cookie of this login ${fromNow(lasts(run.at(login)) ?? 0)}.`,
    ),
    mistake(
      ({ run, code }) => lasts(run.at(login)) !== undefined && numberIn(code),
      ({ run }) =>
        'expires must be a Date, and this is a number. express-session took it for a time in milliseconds: the cookie ' +
        `of this login ${fromNow(lasts(run.at(login)) ?? 0)}.`,
    ),
    mistake(
      ({ run, code }) =>
        isAsGiven(run) && (givenMaxAge(run.at(login)) ?? 1) <= 0 && code.has(/\bmaxAge\b/) && (maxAgeIn(code) ?? true),
      ({ run }) =>
        `maxAge says how long the cookie lasts, and ${givenMaxAge(run.at(login))} is no time at all: it was over when it came.`,
    ),
    mistake(
      ({ run, code }) => isAsGiven(run) && code.has(/\bmaxAge\b/) && (maxAgeIn(code) ?? true),
      ({ run }) =>
        `maxAge counts milliseconds, and ${givenMaxAge(run.at(login))} of them are ` +
        `${inWords(givenMaxAge(run.at(login)) ?? 0)}. Compare Expires with Date in the answer.`,
    ),
    mistake(
      ({ run }) => lasts(run.at(login)) !== undefined,
      ({ run }) => `The cookie of this login ${fromNow(lasts(run.at(login)) ?? 0)}. It should end in ten minutes.`,
    ),
  ],
  otherwise: 'The login should have been answered with a session cookie that has an Expires, ten minutes after Date.',
})
