import { answerOf, check, mistake, slip } from '../../../../src/exercise/index.ts'
import { home, isSavedFirst, login } from './scenes.ts'

export const known = check('known', 'The page that the login leads to knows who logged in.', {
  exchange: login,
  // On a busy machine a browser may be late, too. What counts is that it need not be.
  holds: (run) => run.at(home).json['user'] === 'ada' && isSavedFirst(run),
  symptoms: ['data-lost', 'no-cookie', 'session-undefined', 'error-500', 'nothing-happens'],
  mistakes: [
    slip(login),
    mistake(
      ({ run, facts }) => run.at(login).saved !== undefined && !isSavedFirst(run) && answerOf(facts(login)),
      'The redirect went out before the store had saved the new session. A browser goes on at once, and its next request finds nothing there.',
    ),
  ],
  otherwise: 'The page that the login leads to should have been answered with "user":"ada".',
})
