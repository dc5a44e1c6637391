import { answerOf, check, mistake } from '../../../../src/exercise/index.ts'
import { isAnswered } from '../../../answers.ts'
import { leftSession } from './saved.ts'
import { monitor } from './scenes.ts'
import { wordsOf } from './visits.ts'

export const clean = check('clean', 'GET /health answers, and leaves no session in the store.', {
  exchange: monitor,
  holds: (run) => isAnswered(run.at(monitor)) && run.at(monitor).status < 300 && !leftSession(run.at(monitor)),
  symptoms: ['store-fills', 'error-500', 'nothing-happens'],
  mistakes: [
    mistake(
      ({ run, facts }) =>
        leftSession(run.at(monitor)) && wordsOf(run.at(monitor).data) !== '' && answerOf(facts(monitor)),
      ({ run }) =>
        `This visit to /health put something into the session, ${wordsOf(run.at(monitor).data)}, so it was saved. A monitor ` +
        'keeps no cookies, so each of its visits makes another session.',
    ),
    mistake(
      ({ run, facts }) => run.at(monitor).status >= 400 && run.at(monitor).status !== 404 && answerOf(facts(monitor)),
      ({ run }) =>
        `GET /health was answered with ${run.at(monitor).status}, which means that something is wrong. A monitor ` +
        'raises an alarm for.',
    ),
  ],
  otherwise: 'GET /health should have been answered without an error, and nothing should have been saved for it.',
})
