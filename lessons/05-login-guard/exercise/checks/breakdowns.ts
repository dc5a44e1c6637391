import { answerOf, last, mistake, slip, type Evidence } from '../../../../src/exercise/index.ts'
import { callIn, guardOf, isNobody, routeOf } from './evidence.ts'

/** What a login said that came last, as JSON; null for another request. */
const said = ({ run }: Evidence): string | null => {
  const { request } = run.at(last)
  return request.path === '/login' ? request.body : null
}

/** What people do so that the run does not come to its end. */
export const breakdowns = [
  slip(last),
  mistake(
    (seen) =>
      said(seen) !== null &&
      seen.problem?.kind === 'crash' &&
      seen.problem.message.includes('Cannot read properties of undefined') &&
      (seen.facts(last).response ? answerOf(seen.facts(last)) : callIn(seen, last, ['find'])),
    (seen) =>
      `find() finds nobody for ${said(seen)} and returns undefined. ` +
      (seen.facts(last).response
        ? 'This line says so, and what stands below it runs all the same: sending an answer does not end a function.'
        : 'What comes next wants to read from that.'),
  ),
  mistake(
    (seen) => said(seen) !== null && seen.problem?.kind === 'unanswered' && routeOf(seen, last),
    (seen) =>
      `POST /login gives no answer to ${said(seen)}. If nobody has this name and this password, that must be said.`,
  ),
  mistake(
    (seen) => seen.problem?.kind === 'unanswered' && isNobody(seen.run.at(last)) && guardOf(seen, last),
    'Those who are not logged in wait for ever for an answer. A guard that does not call next() must answer itself.',
  ),
]
