import { answerOf, check, mistake, optionOf, optionsGiven, slip } from '../../../../src/exercise/index.ts'
import { asJson, bodyOf, stoppedAbove } from '../../../answers.ts'
import { isSecure, login, visit } from './scenes.ts'

export const known = check('known', 'A user who logs in through the proxy is known at the next visit.', {
  exchange: visit,
  header: '> Cookie',
  holds: (run) => run.at(visit).json['user'] === 'ada',
  symptoms: ['no-cookie', 'session-undefined', 'data-lost', 'new-id-every-request', 'nothing-happens', 'error-500'],
  mistakes: [
    slip(login),
    slip(visit),
    stoppedAbove(login),
    stoppedAbove(visit),
    mistake(
      ({ run, facts }) => run.at(visit).found !== null && answerOf(facts(visit)),
      ({ run }) =>
        `The session was found, with ${asJson(run.at(visit).data)} in it, and the answer was ${bodyOf(run.at(visit))}. ` +
        'The check looks for the name in user, as in {"user":"ada"}.',
    ),
  ],
  otherwise: 'The visit after the login should have been answered with {"user":"ada"}.',
})

export const secure = check('secure', 'The session cookie has Secure.', {
  exchange: login,
  header: 'Set-Cookie',
  holds: (run) => isSecure(run.at(login)),
  symptoms: ['no-cookie', 'session-undefined', 'data-lost', 'insecure', 'error-500'],
  mistakes: [
    mistake((seen) => {
      const isAuto = optionsGiven(seen, seen.facts(login))['cookie.secure']?.value === 'auto'
      return isAuto && seen.run.at(login).set !== undefined && optionOf(seen, 'cookie.secure', seen.facts(login))
    }, "'auto' leaves Secure out if the app takes the connection for http. The proxy said https, but the app was not told to believe it."),
  ],
  otherwise: 'The login through the proxy should have been answered with a session cookie that has Secure.',
})
