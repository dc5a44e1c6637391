import { mistake, type Evidence, type Send } from '../../../../src/exercise/index.ts'
import { onlyLacksSession } from '../../../answers.ts'
import { missed } from './evidence.ts'
import { calledIn, filledAboveIn, namedAboveIn, routeIn, usedBelow, usedFor, type Route } from './middleware.ts'
import { cookieOption } from './places.ts'
import { login } from './scenes.ts'

/** Why session() did not handle a request. */
export const missing = (of: Send, route: Route) => {
  const lacks = ({ run }: Evidence): boolean => missed(run.at(of)) && onlyLacksSession(run.at(of))
  return [
    mistake(
      ({ run, code }) => run.at(of).traced('pathname mismatch') && (cookieOption(code, 'path')?.line ?? true),
      'The option path says for which addresses the cookie is meant, and session() leaves all others alone: there, ' +
        `req.session is undefined. ${route} is one of the others.`,
    ),
    mistake(
      (seen) => lacks(seen) && usedBelow(seen.code, route),
      ({ run, code }) =>
        `session() stands below the route that needs it, in line ${routeIn(code, route)}. ` +
        (run.at(of).status >= 500
          ? 'That is why req.session was undefined in the route. Express goes through the file from top to bottom.'
          : 'Express goes from top to bottom, and a route that answers is the end of the way: this request never came ' +
            'down to session().'),
    ),
    mistake(
      (seen) => lacks(seen) && seen.run.at(of).status < 400 && filledAboveIn(seen.code),
      'This line gives req.session a value before session() comes. Where a value is there already, session() does ' +
        'nothing: it takes it for a session.',
    ),
    mistake(
      (seen) => lacks(seen) && seen.run.at(of).status >= 500 && (namedAboveIn(seen.code)?.line ?? null),
      ({ code }) =>
        `req.session is needed here, and session() comes only later, in line ${namedAboveIn(code)?.used}. Express ` +
        'goes through the file from top to bottom, so there was no session yet.',
    ),
    mistake(
      (seen) => lacks(seen) && usedFor(seen.code) !== undefined && calledIn(seen.code),
      ({ code }) => `session() is used only for addresses that begin with ${usedFor(code)}, and ${route} does not.`,
    ),
    mistake(
      (seen) => lacks(seen) && of !== login && seen.run.at(login).reachedSession && (calledIn(seen.code) ?? true),
      `session() ran for POST /login and not for ${route}. It must stand on the way of both.`,
    ),
    mistake(
      (seen) => lacks(seen) && calledIn(seen.code),
      'session() is called here, but the middleware that it returns never saw this request. It has to stand on the ' +
        'way of the request, above what answers it.',
    ),
    mistake(
      (seen) => lacks(seen) && calledIn(seen.code) === null,
      'Nothing in this file calls session(), so nobody makes sessions, saves them or sets their cookie.',
    ),
  ]
}
