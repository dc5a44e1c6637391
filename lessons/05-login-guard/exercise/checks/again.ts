import { mistake } from '../../../../src/exercise/index.ts'
import type { Run, Seen } from '../../../../src/lesson/index.ts'
import { becauseOf, hasLetters, isRefused, isTurnedAway, userIn } from './evidence.ts'
import { lineIn } from './lines.ts'
import { limited } from './middleware.ts'

/** What goes wrong when somebody who logged out logs in again. */

const logsIn = (run: Run) => run.exchange('Ben logs in again')
const before = (run: Run) => run.exchange('Ben reads the letters')
const after = (run: Run) => run.exchange('Ben reads them again')

/** Whether Ben could read the letters until his logout, and not after his next login. */
export const isBarred = (run: Run): boolean => hasLetters(before(run)) && !hasLetters(after(run))

/** The logout did its work, but for that. */
const isOnlyBarred = (run: Run) => isBarred(run) && isRefused(run.exchange("Ben's old cookie comes back"))

/** The session of a login after the logout has another id. */
const isNew = (run: Run) => idOf(after(run)) !== idOf(before(run))

/** The id with which a session was looked for. */
const idOf = ({ store }: Seen) => store.find(({ op }) => op === 'get')?.id

/** Where the logout writes something down. */
const NOTES = /\.(?:add|push|set)\(|\]\s*=(?!=)|\.(?!maxAge\b|expires\b)\w+\s*=(?!=)/

export const again = [
  limited('Ben logs in again', 'Ben reads them again'),
  mistake(
    ({ run, code }) => isOnlyBarred(run) && logsIn(run).status >= 400 && (lineIn(code, '/logout', /\busers\b/) ?? true),
    ({ run }) =>
      `Ben logged out, and cannot log in again: POST /login answered ${logsIn(run).status}${becauseOf(logsIn(run))}. To the ` +
      'same name and password it said yes before.',
  ),
  mistake(
    ({ run, code }) =>
      isOnlyBarred(run) &&
      isTurnedAway(after(run)) &&
      userIn(after(run)) === userIn(before(run)) &&
      isNew(run) &&
      (lineIn(code, '/logout', NOTES) ?? true),
    ({ run }) =>
      `Ben logged out and in again. His new session says ${userIn(after(run))}, as the one before, and yet he is refused. ` +
      'A logout ends one session, and is not to be held against its user.',
  ),
  mistake(
    ({ run, code }) => isOnlyBarred(run) && isTurnedAway(after(run)) && (lineIn(code, '/logout', NOTES) ?? true),
    ({ run }) =>
      `Ben logged out and in again. His session says ${userIn(after(run))} now, and he is refused. Look at what the logout ` +
      'leaves behind, and whether a login takes it away.',
  ),
  mistake(
    ({ run }) => isOnlyBarred(run),
    ({ run }) => {
      const { status } = after(run)
      const answer = status === 0 ? 'was not answered' : `answered ${status}${becauseOf(after(run))}`
      return `Ben got the letters before he logged out. Then he logged in again, and GET /letters ${answer}.`
    },
  ),
]
