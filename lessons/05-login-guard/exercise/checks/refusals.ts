import { mistake, type Run, type Seen, type Send } from '../../../../src/exercise/index.ts'
import { becauseOf, hasLetters, isInverted, isNobody, isOpen, userIn, usersOf } from './evidence.ts'
import { lineOfAssignment, lineOfGuard, lineOfRoute } from './lines.ts'

/** What goes wrong where somebody should be refused, whoever it is. */

export const inverted = mistake(
  ({ run, code }) => isInverted(run) && (lineOfGuard(code) ?? true),
  'The guard is the wrong way round: it lets in those who have no user in the session, and refuses those who have one.',
)

/** What is wrong with a condition that has a single = */
export const ASSIGNS = 'A single = compares nothing. It writes a value, and what was written counts as the answer'

/**
 * A guard that writes into the session what it should only compare.
 * @param of the exchange that is shown; the same in another one will do
 */
export const assigned = (of: Send) =>
  mistake(
    ({ run, code }) => rewritten(run, of) !== undefined && lineOfAssignment(code),
    ({ run }) => {
      const { before = '', after = '' } = rewritten(run, of) ?? {}
      return `${ASSIGNS}: the guard made ${after} of ${before}.`
    },
  )

/** What the guard made of a session that had a user in it, if it changed it. */
const rewritten = (run: Run, of: Send) =>
  [run.at(of), ...run.exchanges]
    .filter(({ request }) => request.path === '/letters')
    .map((seen) => ({ call: seen.store.find(({ op }) => op === 'set'), after: userIn(seen) }))
    .map(({ call, after }) => ({ before: usersOf(call?.before), after }))
    .find(({ before, after }) => before !== '{}' && before !== after)

/** @param of the exchange in which they got letters that are not for them */
export const letIn = (of: Send) => [
  inverted,
  mistake(
    ({ run, code }) => isOpen(run) && hasLetters(run.at(of)) && (lineOfRoute(code, 'get', '/letters') ?? true),
    'Everybody gets the letters, even a stranger without a cookie. As long as that is so, nothing else can be told.',
  ),
  mistake(
    ({ run, code }) => isBlind(run.at(of)) && (lineOfGuard(code) ?? true),
    'The cookie that was sent leads to no session with a user in it, and yet the guard let it pass. A cookie alone is no ' +
      'login. Look at what the guard asks for.',
  ),
]

/** Letters for a session without a user. */
const isBlind = (seen: Seen) => hasLetters(seen) && isNobody(seen)

/** @param of the exchange that should have been a refusal; the check shows another one, which went well */
export const stumbled = (of: Send) => [
  mistake(({ run }) => run.at(of).status === 0, 'The cookie was sent again, and that was not answered at all.'),
  mistake(
    ({ run }) => run.at(of).status >= 500,
    ({ run }) => {
      const seen = run.at(of)
      return `GET /letters answered ${seen.status}${becauseOf(seen)}. That is no refusal: it tells of a fault in the server.`
    },
  ),
]
