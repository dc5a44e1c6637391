import { check, mistake, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { elsewhere } from './elsewhere.ts'
import { isKeptForHttps, isWithoutCookie, lacksSecret, leftCount, unwritable, wasEmpty } from './evidence.ts'
import { missing } from './missing.ts'
import { calledIn, changedTooLateIn, ENVIRONMENT_SECRET, optionIn, REMOVED, sendsHeadersIn } from './places.ts'
import { first } from './scenes.ts'
import { failing, stopped } from './stopped.ts'

const SIGNED = 'The cookie is signed with it, so every request that comes by ends in an error.'

/** The line of what express-session could make no cookie of, true if that is not found, false if it made one. */
function unwritableIn({ run, code }: Evidence): number | boolean {
  const name = unwritable(run.at(first))
  return name !== undefined && (optionIn(code, name) ?? true)
}

/** Whether a session was saved that held nothing yet when the headers were sent. */
const isTooLate = (seen: Seen): boolean => leftCount(seen) && isWithoutCookie(seen) && seen.errors.length === 0

export const saved = check('saved', 'The first visit is saved, and the answer sets the session cookie.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) => leftCount(run.at(first)) && run.at(first).set !== undefined,
  mistakes: [
    mistake(
      ({ run, code }) => lacksSecret(run.at(first)) && code.line(/\bkeys\s*:/),
      `express-session does not know the option keys, so session() has no secret here. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => lacksSecret(run.at(first)) && code.line(ENVIRONMENT_SECRET),
      `The environment has no such variable here, so session() has no secret. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => lacksSecret(run.at(first)) && (calledIn(code) ?? true),
      `session() has no secret here. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => run.at(first).traced('pathname mismatch') && (optionIn(code, 'path') ?? true),
      'The option path says for which addresses the cookie is meant, and session() leaves all others alone. GET / is ' +
        'one of the others.',
    ),
    mistake(
      ({ run, code }) => run.at(first).failure === null && run.at(first).takenOff && (code.line(REMOVED) ?? true),
      'The session of this visit is thrown away, and what was put into it is gone with it. From then on there is no ' +
        'req.session any more, and the answer sets no cookie.',
    ),
    mistake(
      ({ run, code }) => run.at(first).traced('session ignored') && (optionIn(code, 'genid') ?? true),
      'The id of this session is no string. express-session then neither saves the session nor sets a cookie, and ' +
        'says nothing. An id is what genid returns.',
    ),
    mistake(
      ({ run, code }) => isKeptForHttps(run.at(first)) && (optionIn(code, 'secure') ?? true),
      'The option secure keeps the cookie for https, and this is http: express-session leaves the cookie out of the ' +
        'answer. The session is in the store, and no browser can ask for it.',
    ),
    mistake(
      ({ run, code }) => (wasEmpty(run.at(first)) || isWithoutCookie(run.at(first))) && changedTooLateIn(code),
      'The session is changed after the answer has been sent. When that went out, there was nothing in the session ' +
        'yet, so the answer has no cookie for it.',
    ),
    mistake(
      (seen) => isWithoutCookie(seen.run.at(first)) && unwritableIn(seen),
      'The session was saved, but express-session could not make its cookie: one of the values for it is not ' +
        'valid. The answer went out without the cookie.',
    ),
    mistake(
      // Nothing else keeps the cookie of a saved session back (express-session index.js, where the headers are sent).
      ({ run, code }) => isTooLate(run.at(first)) && sendsHeadersIn(code),
      'This sends the headers, and with them the cookies. The session is changed after that: it was saved, and no ' +
        'cookie could be added to the answer any more.',
    ),
    mistake(
      ({ run }) => isTooLate(run.at(first)),
      'The session was saved, but when the headers of the answer were sent there was nothing in it yet. So no cookie ' +
        'was added to them.',
    ),
    stopped(first),
    ...missing,
    failing(first),
    ...elsewhere,
  ],
  otherwise:
    'This visit should have put a session into the store, with a session cookie in the answer. At least one of the ' +
    'two is missing.',
})
