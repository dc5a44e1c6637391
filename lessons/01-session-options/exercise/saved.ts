import { check, mistake, type Evidence } from '../../../src/exercise/index.ts'
import {
  first,
  isGone,
  isKeptForHttps,
  isWithoutCookie,
  lacksSecret,
  leftCount,
  missed,
  monitor,
  onlyLacksSession,
  ownCookie,
  ran,
  unwritable,
  wasEmpty,
} from './evidence.ts'
import {
  calledIn,
  changedTooLateIn,
  ENVIRONMENT_SECRET,
  filledAboveIn,
  optionIn,
  OWN_COOKIE,
  REMOVED,
  routeIn,
  sharedIn,
  usedBelowRouteIn,
  usedFor,
  usedIn,
} from './places.ts'

const SIGNED = 'The cookie is signed with it, so every request that comes by ends in an error.'

/** The line of what express-session could make no cookie of, true if that is not found, false if it made one. */
function unwritableIn({ run, code }: Evidence): number | boolean {
  const name = unwritable(first(run))
  return name !== undefined && (optionIn(code, name) ?? true)
}

export const saved = check('saved', 'The first visit is saved, and the answer sets the session cookie.', {
  exchange: 'first visit',
  header: 'Set-Cookie',
  holds: (run) => leftCount(first(run)) && first(run).set !== undefined,
  mistakes: [
    mistake(
      ({ run, code }) => lacksSecret(first(run)) && code.line(/\bkeys\s*:/),
      `express-session does not know the option keys, so session() has no secret here. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => lacksSecret(first(run)) && code.line(ENVIRONMENT_SECRET),
      `The environment has no such variable here, so session() has no secret. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => lacksSecret(first(run)) && (calledIn(code) ?? true),
      `session() has no secret here. ${SIGNED}`,
    ),
    mistake(
      ({ run, code }) => first(run).traced('pathname mismatch') && (optionIn(code, 'path') ?? true),
      'The option path says for which addresses the cookie is meant, and session() leaves all others alone. GET / is ' +
        'one of the others.',
    ),
    mistake(
      ({ run, code }) => isGone(first(run)) && (code.line(REMOVED) ?? true),
      'The session of this visit is thrown away, and what was put into it is gone with it. From then on there is no ' +
        'req.session any more, and the answer sets no cookie.',
    ),
    mistake(
      ({ run, code }) => first(run).traced('session ignored') && (optionIn(code, 'genid') ?? true),
      'The id of this session is no string. express-session then neither saves the session nor sets a cookie, and ' +
        'says nothing. An id is what genid returns.',
    ),
    mistake(
      ({ run, code }) => isKeptForHttps(first(run)) && (optionIn(code, 'secure') ?? true),
      'The option secure keeps the cookie for https, and this is http: express-session leaves the cookie out of the ' +
        'answer. The session is in the store, and no browser can ask for it.',
    ),
    mistake(
      ({ run, code }) => (wasEmpty(first(run)) || isWithoutCookie(first(run))) && changedTooLateIn(code),
      'The session is changed after the answer has been sent. When that went out, there was nothing in the session ' +
        'yet, so the answer has no cookie for it.',
    ),
    mistake(
      (seen) => isWithoutCookie(first(seen.run)) && unwritableIn(seen),
      'The session was saved, but express-session could not make its cookie: one of the values for it is not ' +
        'valid. The answer went out without the cookie.',
    ),
    mistake(
      ({ run, code }) => missed(first(run)) && usedFor(code) !== undefined && usedIn(code),
      ({ code }) =>
        `session() is used only for addresses that begin with ${usedFor(code)}. GET / is none of them, so this visit ` +
        'went past it.',
    ),
    mistake(
      ({ run, code }) => missed(first(run)) && usedBelowRouteIn(code),
      ({ run, code }) =>
        `session() stands below the route that needs it, in line ${routeIn(code)}. ` +
        (first(run).status < 400
          ? 'Express goes from top to bottom, and a route that answers is the end of the way: this visit never came ' +
            'down to session().'
          : onlyLacksSession(first(run))
            ? 'That is why req.session was undefined in the route. Express goes through the file from top to bottom.'
            : 'Express goes through the file from top to bottom, and this visit never came down to session().'),
    ),
    mistake(
      ({ run, code }) => missed(first(run)) && filledAboveIn(code),
      ({ code }) =>
        `This line gives req.session a value before session() comes, in line ${usedIn(code)}. Where a value is there ` +
        'already, session() does nothing: it takes it for a session.',
    ),
    mistake(
      ({ run, code }) =>
        missed(first(run)) && onlyLacksSession(first(run)) && ran(monitor(run)) && (calledIn(code) ?? true),
      'session() ran for GET /health and not for GET /. It must stand on the way of the visits that are counted.',
    ),
    mistake(
      ({ run, code }) => missed(first(run)) && onlyLacksSession(first(run)) && calledIn(code),
      'session() is called here, but the middleware that it returns never saw this visit. It has to stand on the way ' +
        'of the request, above what answers it.',
    ),
    mistake(
      ({ run, code }) => missed(first(run)) && onlyLacksSession(first(run)) && calledIn(code) === null,
      'Nothing in this file calls session(), so nobody makes sessions, saves them or sets their cookie.',
    ),
    mistake(
      ({ run, code }) => wasEmpty(first(run)) && ownCookie(first(run)) !== undefined && (code.line(OWN_COOKIE) ?? true),
      ({ run }) =>
        `The answer sets a cookie of your own, ${ownCookie(first(run))}, and nothing was put into req.session. So the ` +
        'count lies with the browser, whose owner can write any number there.',
    ),
    mistake(
      ({ run, code }) => wasEmpty(first(run)) && sharedIn(code),
      'The count may be in this variable of the file, but nothing was put into req.session. Only what is in there ' +
        'belongs to one visitor and is saved.',
    ),
    mistake(
      ({ run }) => wasEmpty(first(run)),
      'There was a session for this visit, but it was still empty when the answer went out. The count must be put ' +
        'into req.session before that.',
    ),
  ],
  otherwise:
    'This visit should have put a session into the store, with a session cookie in the answer. At least one of the ' +
    'two is missing.',
})
