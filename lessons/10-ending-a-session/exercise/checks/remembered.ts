import { answerOf, check, duration, mistake, optionOf, slip, writeIn } from '../../../../src/exercise/index.ts'
import { benLogin, lastsThirtyDays, remember } from './scenes.ts'

export const remembered = check('remembered', 'A browser that asks to be remembered keeps its cookie for 30 days.', {
  exchange: remember,
  header: 'Set-Cookie',
  holds: (run) => lastsThirtyDays(run.at(remember)),
  symptoms: ['nothing-happens', 'logged-out-early', 'session-undefined', 'error-500'],
  mistakes: [
    slip(remember),
    mistake(({ run, facts }) => {
      const { set, lifetime } = run.at(remember)
      return set !== undefined && lifetime === undefined && writeIn(facts(remember), 'session.cookie')
    }, 'The answer sets the cookie again, and names no end: a browser keeps such a cookie until it is closed.'),
    mistake(
      ({ run, facts }) => run.at(remember).lifetime !== undefined && writeIn(facts(remember), 'session.cookie'),
      ({ run }) =>
        `The cookie that was set lasts ${duration(run.at(remember).lifetime ?? 0)}, and it should last 30 days. A day has 86400000 milliseconds.`,
    ),
    mistake(
      ({ run, facts }) => run.at(remember).set === undefined && answerOf(facts(remember)),
      'The answer has no Set-Cookie line, so the browser still has the cookie of the login, which has no end of its own.',
    ),
  ],
  otherwise: 'POST /shop/remember-me should have been answered with a session cookie that ends in 30 days.',
})

export const plain = check('plain', 'All others have a cookie without an end.', {
  exchange: benLogin,
  header: 'Set-Cookie',
  holds: (run) => run.at(benLogin).set !== undefined && run.at(benLogin).lifetime === undefined,
  symptoms: ['no-cookie', 'session-undefined', 'error-500'],
  mistakes: [
    mistake(
      (seen) => {
        const { changes } = seen.facts(benLogin)
        const own = changes.some(({ kind }) => kind === 'cookie')
        const place = own ? writeIn(seen.facts(benLogin), 'session.cookie') : optionOf(seen, 'cookie.maxAge')
        return seen.run.at(benLogin).lifetime !== undefined && place
      },
      ({ run }) =>
        `Ben did not ask to be remembered, and his cookie lasts ${duration(run.at(benLogin).lifetime ?? 0)}: what is set here applies to everybody.`,
    ),
  ],
  otherwise: 'Ben did not ask to be remembered, so his login should have set a cookie without an end.',
})
