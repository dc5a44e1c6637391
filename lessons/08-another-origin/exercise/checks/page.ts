import { answerOf, check, mistake, slip, writeIn } from '../../../../src/exercise/index.ts'
import { first, named, PAGE, refused, second, stranger } from './scenes.ts'

export const counts = check('counts', 'The second visit of the page is number 2.', {
  exchange: second,
  header: '> Cookie',
  holds: (run) => run.at(second).json['visits'] === 2,
  symptoms: ['no-cookie', 'session-undefined', 'new-id-every-request', 'data-lost', 'error-500'],
  mistakes: [
    slip(second),
    mistake(
      ({ run, facts }) => run.at(second).found !== null && writeIn(facts(second), 'session.visits'),
      'The second visit found its session, but did not use the number in it.',
    ),
  ],
  otherwise: 'The second visit of the page should have been answered with {"visits":2}.',
})

export const reads = check('reads', 'Its script may read the answers.', {
  exchange: second,
  header: 'Access-Control-Allow-Origin',
  holds: (run) => [first, second].every((visit) => run.at(visit).isReadByPage),
  symptoms: ['error-500'],
  mistakes: [
    mistake(
      ({ run, facts }) => refused(run, second) !== '' && answerOf(facts(second)),
      ({ run }) =>
        `The browser got the answer to GET /visits and hid it from the script: ${refused(run, second)}. For a request with cookies the answer ` +
        `has to name ${PAGE}, just so, and to say Access-Control-Allow-Credentials: true. The answer itself does, not only the one to OPTIONS.`,
    ),
  ],
  otherwise: `The script of ${PAGE} should have been able to read the answers to both visits.`,
})

export const arrives = check('arrives', 'The name that it sends as JSON arrives.', {
  exchange: named,
  holds: (run) => run.at(named).request.method === 'POST' && run.at(named).json['name'] === 'ada',
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    mistake(
      ({ run, facts }) => run.at(named).request.method === 'OPTIONS' && answerOf(facts(named)),
      ({ run }) =>
        `Before it sends JSON the browser asks, with OPTIONS /name and without cookies, and sends POST /name only if it may. It may not: ` +
        `${refused(run, named)}. The answer to OPTIONS has to stand above everything that needs a session or a login.`,
    ),
    slip(named),
  ],
  otherwise: 'POST /name with {"name":"ada"} should have been answered with the same.',
})

export const closed = check('closed', 'A page of any other origin may read nothing.', {
  exchange: stranger,
  header: 'Access-Control-Allow-Origin',
  holds: (run) => run.at(stranger).page !== undefined && !run.at(stranger).isReadByPage,
  symptoms: ['insecure'],
  fallbacks: [
    mistake(
      ({ run, facts }) => run.at(stranger).isReadByPage && answerOf(facts(stranger)),
      ({ run }) =>
        `The answer allows ${run.at(stranger).header('Access-Control-Allow-Origin')} to read it, which is somebody else's page. Look at how ` +
        'the app decides which Origin it names.',
    ),
  ],
  otherwise: `Only ${PAGE} may read the answers.`,
})
