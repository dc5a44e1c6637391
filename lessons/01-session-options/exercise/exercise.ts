import { check, exercise, get, mistake, send } from '../../../src/exercise/index.ts'
import {
  contents,
  domainOf,
  first,
  found,
  isElsewhere,
  isForgotten,
  isKeptForHttps,
  isOver,
  isUnwritable,
  leftCount,
  leftEmptySession,
  leftSession,
  missed,
  monitor,
  other,
  ownCookie,
  ran,
  second,
  visits,
  wasEmpty,
} from './evidence.ts'
import {
  calledIn,
  changedTooLateIn,
  FILLED,
  filledAboveIn,
  OWN_COOKIE,
  REPLACED,
  routeIn,
  sharedIn,
  uncalledIn,
  usedBelowRouteIn,
  usedFor,
  usedIn,
} from './places.ts'

const UNCALLED =
  'session stands here without parentheses. Only when it is called, with its options, does it make the middleware. ' +
  'Express now calls it with each request as if that were the options, and it hands nothing on: the request waits ' +
  'for ever.'

export default exercise({
  title: 'The counter that never counts',
  home: import.meta.url,
  actions: [
    send('a monitor asks', get('/health'), { browser: null }),
    send('first visit', get('/')),
    send('second visit', get('/')),
    send('somebody else visits', get('/'), { browser: 'another browser' }),
  ],
  checks: [
    check('saved', 'The first visit is saved, and the answer sets the session cookie.', {
      exchange: 'first visit',
      header: 'Set-Cookie',
      holds: (run) => leftCount(first(run)) && first(run).set !== undefined,
      mistakes: [
        mistake(({ run, code }) => first(run).failure !== null && uncalledIn(code), UNCALLED),
        mistake(
          ({ run, code }) => first(run).failure !== null && code.line(REPLACED),
          'Here req.session becomes an object of your own. The one that session() made can save itself and yours ' +
            'cannot, so the answer is never finished. Keep the object that is there, and put the count into it.',
        ),
        mistake(
          ({ run, code }) => first(run).errors.some((error) => error.includes('secret option')) && calledIn(code),
          'session() has no secret here. The cookie is signed with it, so every request that comes by ends in an ' +
            'error.',
        ),
        mistake(
          ({ run, code }) => first(run).traced('pathname mismatch') && (code.line(/\bpath\s*:/) ?? true),
          'The option path says for which addresses the cookie is meant, and session() leaves all others alone. GET ' +
            '/ is one of the others.',
        ),
        mistake(
          ({ run, code }) => isKeptForHttps(first(run)) && (code.line(/\bsecure\s*:/) ?? true),
          'The option secure keeps the cookie for https, and this is http: express-session leaves the cookie out of ' +
            'the answer. The session is in the store, and no browser can ask for it.',
        ),
        mistake(
          ({ run, code }) => (wasEmpty(first(run)) || isUnwritable(first(run))) && changedTooLateIn(code),
          'The session is changed after the answer has been sent. When that went out, there was nothing in the session ' +
            'yet, so the answer has no cookie for it.',
        ),
        mistake(
          ({ run, code }) => isUnwritable(first(run)) && code.line(/\bcookie\s*:/),
          'The session was saved, but express-session could not make its cookie of these options: one of the values ' +
            'is not valid there. The answer went out without the cookie.',
        ),
        mistake(
          ({ run, code }) => missed(first(run)) && usedFor(code) !== undefined && usedIn(code),
          ({ code }) =>
            `session() is used only for addresses that begin with ${usedFor(code)}. GET / is none of them, so this ` +
            'visit went past it.',
        ),
        mistake(
          ({ run, code }) => missed(first(run)) && usedBelowRouteIn(code),
          ({ run, code }) =>
            `session() stands below the route that needs it, in line ${routeIn(code)}. ` +
            (first(run).status === 500
              ? 'That is why req.session was undefined in the route. Express goes through the file from top to bottom.'
              : 'Express goes from top to bottom, and a route that answers is the end of the way: this visit never ' +
                'came down to session().'),
        ),
        mistake(
          ({ run, code }) => missed(first(run)) && filledAboveIn(code),
          ({ code }) =>
            `This line gives req.session a value before session() comes, in line ${usedIn(code)}. Where a value is ` +
            'there already, session() does nothing: it takes it for a session.',
        ),
        mistake(
          ({ run, code }) => missed(first(run)) && ran(monitor(run)) && (calledIn(code) ?? true),
          'session() ran for GET /health and not for GET /. It must stand on the way of the visits that are counted.',
        ),
        mistake(
          ({ run, code }) => missed(first(run)) && calledIn(code),
          'session() is called here, but the middleware that it returns never saw this visit. It has to stand on ' +
            'the way of the request, above what answers it.',
        ),
        mistake(
          ({ run }) => missed(first(run)),
          'Nothing in this file calls session(), so nobody makes sessions, saves them or sets their cookie.',
        ),
        mistake(
          ({ run, code }) =>
            wasEmpty(first(run)) && ownCookie(first(run)) !== undefined && (code.line(OWN_COOKIE) ?? true),
          ({ run }) =>
            `The answer sets a cookie of your own, ${ownCookie(first(run))}, and nothing was put into req.session. ` +
            'So the count lies with the browser, whose owner can write any number there.',
        ),
        mistake(
          ({ run, code }) => wasEmpty(first(run)) && sharedIn(code),
          'The count may be in this variable of the file, but nothing was put into req.session. Only what is in ' +
            'there belongs to one visitor and is saved.',
        ),
        mistake(
          ({ run }) => wasEmpty(first(run)),
          'There was a session for this visit, but it was still empty when the answer went out. The count must be ' +
            'put into req.session before that.',
        ),
      ],
      otherwise:
        'This visit should have put a session into the store, with a session cookie in the answer. One of the two ' +
        'is missing.',
    }),

    check('counted', 'The next visit of the same browser is number 2.', {
      exchange: 'second visit',
      header: '> Cookie',
      holds: (run) => visits(second(run)) === 2,
      mistakes: [
        mistake(
          ({ run, code }) => missed(second(run)) && visits(second(run)) === 1 && code.line(FILLED),
          'session() did not run, so req.session was undefined, and this line gave it an object. That one is no ' +
            'session: it belongs to a single request and is gone after it. So both visits were number 1.',
        ),
        mistake(
          ({ run, code }) =>
            domainOf(first(run)) !== undefined && !second(run).sent && (code.line(/\bdomain\s*:/) ?? true),
          ({ run }) =>
            `The cookie of the first visit says Domain=${domainOf(first(run))}. A browser takes cookies only for ` +
            'the site that it visits, so it threw this one away and had nothing to send.',
        ),
        mistake(
          ({ run, code }) => isOver(first(run)) && !second(run).sent && (code.line(/\b(?:maxAge|expires)\b/) ?? true),
          'The cookie of the first visit ended as soon as it came: compare Expires with Date. maxAge counts ' +
            'milliseconds.',
        ),
        mistake(
          ({ run, code }) => isElsewhere(first(run)) && !second(run).sent && (code.line(/\bpath\s*:/) ?? true),
          'The cookie of the first visit is for other addresses: look at Path in its Set-Cookie line. So the ' +
            'browser sent nothing to GET /.',
        ),
        mistake(
          ({ run }) => !first(run).set && !second(run).sent && visits(second(run)) === 1,
          'The first visit gave the browser no session cookie, so it had none to send, and nobody could know it again.',
        ),
        mistake(
          ({ run, code }) => isForgotten(run) && (calledIn(code) ?? true),
          'The browser sent its cookie, and the store did not know it. Without the option store, each call of ' +
            'session() makes a store of its own. Call it once, when the file starts, and not again for each request.',
        ),
        mistake(
          ({ run, code }) => second(run).traced('cookie signature invalid') && (code.line(/\bsecret\s*:/) ?? true),
          'The browser sent its cookie, but that was signed with another secret. The secret must be the same for ' +
            'every request.',
        ),
        mistake(
          ({ run, code }) =>
            found(second(run)).held !== undefined && visits(second(run)) > 0 && (code.line(/\bvisits\b/) ?? true),
          ({ run }) =>
            `The session was found, and it held visits: ${JSON.stringify(found(second(run)).held)}. The answer made ` +
            `${JSON.stringify(found(second(run)).said)} of that. Look at how the new number is computed.`,
        ),
        mistake(
          ({ run }) => second(run).traced('session found'),
          ({ run }) =>
            `The session was found, and it held ${contents(first(run)) || 'nothing'}. The answer should have said ` +
            'visits: 2.',
        ),
      ],
      otherwise: 'The answer to the second visit of this browser should have said visits: 2.',
    }),

    check('apart', 'Another browser starts at 1.', {
      exchange: 'somebody else visits',
      holds: (run) => visits(other(run)) === 1,
      mistakes: [
        mistake(
          ({ run, code }) => visits(other(run)) > 1 && sharedIn(code),
          ({ run }) =>
            'What a variable of the file holds is there once, for everybody. The other browser sent no cookie and ' +
            `was told ${visits(other(run))}. What belongs to one visitor goes into req.session.`,
        ),
        mistake(
          ({ run }) => visits(other(run)) > 1,
          ({ run }) =>
            `The other browser sent no cookie, and its first visit was number ${visits(other(run))}. The two ` +
            'browsers share what the count is kept in.',
        ),
        mistake(
          ({ run, code }) => visits(other(run)) === 0 && (code.line(/\bvisits\b/) ?? true),
          'The first visit was answered with 0, but it counts too. Add it before the answer is made.',
        ),
      ],
      otherwise: 'The answer to the first visit of another browser should have said visits: 1.',
    }),

    check('clean', 'GET /health answers, and leaves no session in the store.', {
      exchange: 'a monitor asks',
      holds: (run) => monitor(run).status === 200 && !leftSession(monitor(run)),
      mistakes: [
        mistake(({ run, code }) => monitor(run).failure !== null && uncalledIn(code), UNCALLED),
        mistake(
          ({ run, code }) => leftEmptySession(monitor(run)) && code.line(/\bsaveUninitialized\s*:/),
          'session() ran for the monitor too, and made it a session with nothing in it. saveUninitialized says that ' +
            'such a session is saved all the same: one a second, and nobody ever asks for it again.',
        ),
        mistake(
          ({ run, code }) => leftEmptySession(monitor(run)) && (calledIn(code) ?? true),
          'session() ran for the monitor too, and saved a session with nothing in it. Where saveUninitialized is ' +
            'left out, it counts as true.',
        ),
        mistake(
          ({ run }) => leftSession(monitor(run)),
          ({ run }) =>
            `This visit to /health put something into the session, ${contents(monitor(run))}, so it was saved. A ` +
            'monitor keeps no cookies: each of its visits makes one more.',
        ),
      ],
      otherwise: 'GET /health should have been answered with status 200, and nothing should have been saved for it.',
    }),
  ],
  hints: [
    'Look at the answer to the first visit. It has no **Set-Cookie** line, and nothing happened in the store. Did ' +
      '`session()` see this request at all?',
    'Express takes a request through the file from top to bottom, until something answers it. Follow `GET /` with a ' +
      'finger.',
    'The line with `req.session ??= {}` only hides what is wrong. Take it out, and the error says what is missing ' +
      'at that point.',
    'Move `app.use(session(...))` above the route for `GET /`. It may stand above `GET /health` too, as long as ' +
      'empty sessions are not saved.',
  ],
  explanation: `
An Express app is a stack. A request goes down through it until something answers. \`GET /\` stood **above**
\`session()\`, so it was answered before \`session()\` ever saw the request, and \`req.session\` was undefined.

\`req.session ??= {}\` made the error go away and left the fault. What it puts there is a plain object that belongs to
one request. Nobody saves it, and no cookie leads back to it. So every visit was the first.

With \`session()\` above the route, \`req.session\` is a real session. The count changes it, so it is saved, and the
answer sets its cookie. \`/health\` may stand above or below: with \`saveUninitialized: false\` a new session that
stays empty is not saved.
`.trim(),
})
