import { mistake } from '../../../src/exercise/index.ts'
import type { Seen } from '../../../src/lesson/index.ts'
import { becauseOf, hasLetters, isNobody, isOpen, lineOfGuard, lineOfRoute } from './evidence.ts'

/** What goes wrong where somebody should be refused, whoever it is. */

/** @param label the exchange in which they got letters that are not for them */
export const letIn = (label: string) => [
  mistake(
    ({ run, code }) => isOpen(run) && (lineOfRoute(code, 'get', '/letters') ?? true),
    'Everybody gets the letters, even a stranger without a cookie. As long as that is so, nothing else can be told.',
  ),
  mistake(
    ({ run, code }) => isBlind(run.exchange(label)) && (lineOfGuard(code) ?? true),
    'The cookie that was sent leads to no session with a user in it, and yet the guard let it pass. A cookie alone is no ' +
      'login. Look at what the guard asks for.',
  ),
]

/** Letters for a session without a user. */
const isBlind = (seen: Seen) => hasLetters(seen) && isNobody(seen)

/** @param label the exchange that was not answered as it should be */
export const stumbled = (label: string) => [
  mistake(
    ({ run, code }) => run.exchange(label).failure?.kind === 'hang' && (lineOfGuard(code) ?? true),
    'Who is not logged in waits for ever for the letters. A guard that does not call next() must answer itself.',
  ),
  mistake(
    ({ run }) => run.exchange(label).failure?.kind === 'crash',
    ({ run }) => run.exchange(label).failure?.message ?? '',
  ),
  mistake(
    ({ run }) => run.exchange(label).status >= 500,
    ({ run }) => {
      const seen = run.exchange(label)
      return `GET /letters answered ${seen.status}${becauseOf(seen)}. That is no refusal: it tells of a fault in the server.`
    },
  ),
]
