import { answerOf, check, exercise, get, mistake, send, writeIn } from '../../../src/exercise/index.ts'

const first = send('first visit', get('/'))
const second = send('second visit', get('/'))
const other = send('another browser', get('/'), { browser: 'another browser' })

export default exercise({
  home: import.meta.url,
  actions: [first, second, other],
  checks: [
    check('counts', 'The second visit of the same browser is number 2.', {
      exchange: second,
      header: '> Cookie',
      holds: (run) => run.at(second).json['visits'] === 2,
      symptoms: ['no-cookie', 'session-undefined', 'data-lost'],
      mistakes: [
        mistake(
          ({ run, facts }) => run.at(second).json['visits'] === 1 && writeIn(facts(second), 'session.visits'),
          'The second visit found its session, but did not use the number in it.',
        ),
      ],
      otherwise: 'The second visit of the same browser should have been answered with {"visits":2}.',
    }),
    check('apart', 'Another browser starts at 1.', {
      exchange: other,
      holds: (run) => run.at(other).json['visits'] === 1,
      mistakes: [
        mistake(
          ({ run, facts }) => run.at(other).json['visits'] === 3 && answerOf(facts(other)),
          'All browsers are counted together: what a variable of the program holds is there once, and they share it.',
        ),
      ],
      otherwise: 'The first visit of another browser should have been answered with {"visits":1}.',
    }),
  ],
  hints: [
    'Where does the program keep the number? Who else gets to see it there?',
    'What `session()` gives to a request as `req.session` belongs to one browser.',
    'Keep the number in `req.session.visits`. On the first visit it is undefined.',
  ],
  explanation: `
A variable of the file is there once for all requests. \`req.session\` is another object for each browser: the id in the cookie
says which. So the number belongs into the session.
`.trim(),
})
