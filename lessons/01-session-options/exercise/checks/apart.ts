import { answerOf, check, mistake, writeIn } from '../../../../src/exercise/index.ts'
import { asJson, isAnswered, stoppedAbove } from '../../../answers.ts'
import { countsIn } from './saved.ts'
import { first, other, second } from './scenes.ts'
import { failing, mute, NAN, visits } from './visits.ts'

export const apart = check('apart', 'Another browser starts at 1.', {
  exchange: other,
  holds: (run) =>
    visits(run.at(other)) === 1 &&
    (run.at(first).saved === undefined || run.at(first).saved?.id !== run.at(other).saved?.id),
  symptoms: ['sees-others-data', 'session-undefined', 'error-500'],
  mistakes: [
    mistake(
      (seen) =>
        visits(seen.run.at(second)) === visits(seen.run.at(first)) + 1 &&
        visits(seen.run.at(other)) === visits(seen.run.at(second)) + 1 &&
        (countsIn(seen)?.line ?? true),
      (seen) =>
        `${countsIn(seen) ? 'A variable of the file exists once, for everybody. ' : ''}The other browser sent no cookie, ` +
        `and its first visit was number ${visits(seen.run.at(other))}: the count of the first one simply went on. What belongs ` +
        'to one visitor goes into req.session.',
    ),
    stoppedAbove(other),
    failing(other),
    mute(other, 1),
    mistake(
      ({ run, facts }) => run.at(other).json['visits'] === null && writeIn(facts(other), 'session.visits'),
      `The answer said null. ${NAN}`,
    ),
    mistake(
      ({ run, facts }) => visits(run.at(other)) === 0 && writeIn(facts(other), 'session.visits'),
      'The first visit was answered with 0, but it counts too. Add it before the answer is made.',
    ),
    mistake(
      ({ run, facts }) => isAnswered(run.at(other)) && answerOf(facts(other)),
      ({ run }) =>
        `The first visit of ${asJson(run.at(other).json) === asJson(run.at(first).json) ? 'each' : 'this'} browser was answered with ` +
        `${asJson(run.at(other).json['visits'])}, and should be number 1.`,
    ),
  ],
  otherwise: 'The answer to the first visit of another browser should have said visits: 1.',
})
