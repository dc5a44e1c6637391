import { mistake } from '../../../../src/exercise/index.ts'
import { onlyLacksSession } from '../../../answers.ts'
import { lacksObject, missed } from './evidence.ts'
import { calledIn, filledAboveIn, handsOn, routeIn, usedBelowRouteIn, usedFor, usedIn } from './places.ts'
import { conditionOf, holderOf, unusedIn } from './reach.ts'
import { first, monitor } from './scenes.ts'

/** Why session() did not handle the first visit. */
export const missing = [
  mistake(
    ({ run, code }) => missed(run.at(first)) && usedFor(code) !== undefined && usedIn(code),
    ({ code }) =>
      `session() is used only for addresses that begin with ${usedFor(code)}. GET / is none of them, so this visit ` +
      'went past it.',
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && usedBelowRouteIn(code),
    ({ run, code }) =>
      `session() stands below the route that needs it, in line ${routeIn(code)}. ` +
      (lacksObject(run.at(first))
        ? 'That is why req.session was undefined in the route. Express goes through the file from top to bottom.'
        : run.at(first).status >= 400
          ? 'Express goes through the file from top to bottom, and this visit never came down to session().'
          : handsOn(code)
            ? 'Express goes from top to bottom. The route answers and then calls next(): when the visit came down to ' +
              'session(), its answer had been sent.'
            : 'Express goes from top to bottom, and a route that answers is the end of the way: this visit never came ' +
              'down to session().'),
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && filledAboveIn(code),
    ({ code }) =>
      `This line gives req.session a value before session() comes, in line ${usedIn(code)}. Where a value is there ` +
      'already, session() does nothing: it takes it for a session.',
  ),
  mistake(
    ({ run, code }) =>
      missed(run.at(first)) &&
      onlyLacksSession(run.at(first)) &&
      run.at(monitor).reachedSession &&
      (calledIn(code) ?? true),
    'session() ran for GET /health and not for GET /. It must stand on the way of the visits that are counted.',
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && holderOf(code)?.called === null && usedIn(code),
    ({ code }) => `session() stands in ${holderOf(code)?.name}(), and nothing calls that. So this line never ran.`,
  ),
  mistake(
    ({ run, code }) => {
      const called = holderOf(code)?.called ?? null
      const route = routeIn(code)
      return missed(run.at(first)) && called !== null && route !== null && called > route && called
    },
    ({ code }) =>
      `Only this call of ${holderOf(code)?.name}() gives the app what session() makes. The route in line ` +
      `${routeIn(code)} stands above it, so GET / comes to the route first.`,
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && conditionOf(code) !== undefined && usedIn(code),
    ({ code }) => `session() stands in an if here, and it did not see this visit. Was that true: ${conditionOf(code)}?`,
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && onlyLacksSession(run.at(first)) && unusedIn(code),
    'session() makes a middleware here, and nothing in this file gives it to the app. So it never saw this visit.',
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && onlyLacksSession(run.at(first)) && calledIn(code),
    'session() stands here, but what it makes never saw this visit. It has to be on the way of the request, above ' +
      'what answers it.',
  ),
  mistake(
    ({ run, code }) => missed(run.at(first)) && onlyLacksSession(run.at(first)) && calledIn(code) === null,
    'Nothing in this file calls session(), so nobody makes sessions, saves them or sets their cookie.',
  ),
]
