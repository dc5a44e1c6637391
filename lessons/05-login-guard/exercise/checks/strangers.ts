import { answerOf, check, layersIn, mistake, slip, type Evidence, type Run } from '../../../../src/exercise/index.ts'
import {
  guardOf,
  hasLetters,
  inverted,
  isGuarded,
  isOpen,
  limited,
  lineOfCall,
  routeOf,
  succeeded,
} from './evidence.ts'
import { adaReads, adaReadsAgain, strangerDeletes, strangerWants } from './scenes.ts'

export const strangers = check('strangers', 'Who is not logged in gets 401, and deletes no letters.', {
  exchange: strangerDeletes,
  holds: (run) => run.at(strangerWants).status === 401 && run.at(strangerDeletes).status === 401 && !areGone(run),
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    inverted,
    limited(strangerDeletes, strangerWants),
    slip(strangerWants),
    slip(strangerDeletes),
    mistake(
      (seen) => (isOpen(seen.run) || succeeded(seen.run.at(strangerDeletes))) && (guardBelow(seen) ?? null),
      'The guard stands below a route for /letters. Express goes from top to bottom: the route answers, and the guard is ' +
        'never asked.',
    ),
    mistake(
      (seen) => isOpen(seen.run) && isGuarded(seen, strangerWants) && guardOf(seen, strangerWants),
      'The guard let a stranger pass, who has no cookie and is nobody. Each request has a req.session and a req.sessionID, ' +
        'so that these are there tells nothing: what counts is what the session says. Look at what the guard asks, and at when it ' +
        'calls next().',
    ),
    mistake(
      (seen) => isOpen(seen.run) && routeOf(seen, strangerWants),
      'A stranger without a cookie got the letters from GET /letters. Nobody stopped him before that route.',
    ),
    mistake(
      (seen) =>
        seen.run.at(strangerWants).status === 401 &&
        succeeded(seen.run.at(strangerDeletes)) &&
        routeOf(seen, strangerDeletes),
      'A stranger without a cookie was stopped at GET /letters, but not at DELETE /letters. What guards one route does not ' +
        'guard the other.',
    ),
    mistake(
      (seen) => seen.run.at(strangerWants).status === 404 && (lineOfCall(seen, strangerWants, ['next']) ?? null),
      "Nothing answered the stranger, so Express said 404: next('route') and next('router') skip what comes next. Who is not " +
        'logged in gets 401, and the guard itself can say that.',
    ),
    mistake(
      ({ run, facts }) => saysOf(run.at(strangerWants).status) !== null && answerOf(facts(strangerWants)),
      ({ run }) => saysOf(run.at(strangerWants).status) ?? '',
    ),
    mistake(
      ({ run, facts }) => run.at(strangerDeletes).status === 401 && areGone(run) && answerOf(facts(strangerDeletes)),
      'The stranger got 401, and yet the letters are gone: the route ran all the same. Sending an answer does not end a ' +
        'function, so look at what comes after it.',
    ),
  ],
  otherwise: 'A stranger is to get 401 from GET /letters and from DELETE /letters, and the letters are to stay.',
})

/** What is wrong with another status than 401, or null. */
function saysOf(status: number): string | null {
  if (status >= 200 && status < 300)
    return `The stranger got no letters, but the status is ${status}, which means that all went well. Programs look at the status.`
  if (status >= 300 && status < 400)
    return (
      'A stranger is sent to another page. That is good for a person with a browser, but here programs ask, and they are to ' +
      'be told with 401.'
    )
  return status === 403
    ? 'A stranger gets 403. That says: I know who you are, and you may not. Who is not logged in gets 401.'
    : null
}

/** Whether letters that Ada saw were gone when she looked again. */
function areGone(run: Run): boolean {
  const [before, after] = [run.at(adaReads), run.at(adaReadsAgain)]
  return hasLetters(before) && hasLetters(after) && before.response.body !== after.response.body
}

/** Where something that all letters should go through stands below the route that answered. */
function guardBelow({ facts, observation }: Evidence) {
  const answered = facts(strangerWants).layers.findLast(({ did }) => did === 'answered')
  const route = observation.stack.findIndex((one) => layersIn([one]).some(({ id }) => id === answered?.layer))
  const below = observation.stack.slice(route + 1)
  return below.find(
    ({ kind, path, name, session }) =>
      kind === 'middleware' && ['/', '/letters'].includes(path) && session === null && !name.endsWith('Parser'),
  )?.at
}
