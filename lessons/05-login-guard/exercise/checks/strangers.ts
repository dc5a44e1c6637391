import { answerOf, check, mistake, slip, type Run } from '../../../../src/exercise/index.ts'
import { guardBelow, guardOf, isGuarded, limited, routeOf, skipped, succeeded } from '../../../ways.ts'
import { hasLetters, inverted, isOpen } from './evidence.ts'
import { adaReads, adaReadsAgain, strangerDeletes as deletes, strangerWants as wants } from './scenes.ts'

export const strangers = check('strangers', 'A visitor who is not logged in gets 401, and deletes no letters.', {
  exchange: deletes,
  holds: (run) => run.at(wants).status === 401 && run.at(deletes).status === 401 && !areGone(run),
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    inverted,
    limited(deletes, wants),
    slip(wants),
    slip(deletes),
    ...[wants, deletes].map(guardBelow),
    mistake(
      (seen) => isOpen(seen.run) && isGuarded(seen, wants) && guardOf(seen, wants),
      'The guard let a stranger pass, who has no cookie and is nobody. Each request has a req.session and a req.sessionID, so these what counts is what the session says. Look at what the guard asks, and at when it calls next().',
    ),
    ...[wants, deletes].map((of) =>
      mistake(
        (seen) => succeeded(seen.run.at(of)) && (of === deletes || isOpen(seen.run)) && routeOf(seen, of),
        `A stranger without a cookie got through to ${of === wants ? 'GET' : 'DELETE'} /letters. Nothing stopped the request before that route: what ` +
          'guards one route does not guard the other.',
      ),
    ),
    skipped(wants),
    mistake(
      ({ run, facts }) => ![0, 401, 404].includes(run.at(wants).status) && answerOf(facts(wants)),
      ({ run }) =>
        `A stranger gets ${run.at(wants).status}. ${SAYS[Math.floor(run.at(wants).status / 100)]} Who is not logged in gets 401.`,
    ),
    mistake(
      ({ run, facts }) => run.at(deletes).status === 401 && areGone(run) && answerOf(facts(deletes)),
      'The stranger got 401, but the letters are gone: the route ran all the same. Sending an answer does not end a function, so look at ' +
        'what comes after it.',
    ),
  ],
  otherwise: 'A stranger should get 401 from GET /letters and from DELETE /letters, and the letters should stay.',
})

/** What another status than 401 says, by its first digit. */
const SAYS: Readonly<Record<number, string>> = {
  2: 'That means that all went well, and programs look at the status.',
  3: 'A redirect helps a person with a browser, but here programs ask.',
  4: 'With 403 that says: I know who you are, and you may not.',
}

/** Whether letters that Ada saw were gone when she looked again. */
function areGone(run: Run): boolean {
  const [before, after] = [run.at(adaReads), run.at(adaReadsAgain)]
  return hasLetters(before) && hasLetters(after) && before.response.body !== after.response.body
}
