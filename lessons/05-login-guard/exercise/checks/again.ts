import { mistake, type Run } from '../../../../src/exercise/index.ts'
import { becauseOf, hasLetters, isRefused, isTurnedAway, userIn } from './evidence.ts'
import { lineIn } from './lines.ts'
import { limited } from './middleware.ts'
import { benLogsInAgain, benReads, benReadsAgain, oldCookie } from './scenes.ts'

/** What goes wrong when somebody who logged out logs in again. */

/** Whether Ben could read the letters until his logout, and not after his next login. */
export const isBarred = (run: Run): boolean => hasLetters(run.at(benReads)) && !hasLetters(run.at(benReadsAgain))

/** The logout did its work, but for that. */
const isOnlyBarred = (run: Run) => isBarred(run) && isRefused(run.at(oldCookie))

/** The session of a login after the logout has another id. */
const isNew = (run: Run) => run.at(benReadsAgain).askedFor !== run.at(benReads).askedFor

/** Where the logout writes something down. */
const NOTES = /\.(?:add|push|set)\(|\]\s*=(?!=)|\.(?!maxAge\b|expires\b)\w+\s*=(?!=)/

export const again = [
  limited(benLogsInAgain, benReadsAgain),
  mistake(
    ({ run, code }) =>
      isOnlyBarred(run) && run.at(benLogsInAgain).status >= 400 && (lineIn(code, '/logout', /\busers\b/) ?? true),
    ({ run }) =>
      `Ben logged out, and cannot log in again: POST /login answered ${run.at(benLogsInAgain).status}${becauseOf(run.at(benLogsInAgain))}. To the ` +
      'same name and password it said yes before.',
  ),
  mistake(
    ({ run, code }) =>
      isOnlyBarred(run) &&
      isTurnedAway(run.at(benReadsAgain)) &&
      userIn(run.at(benReadsAgain)) === userIn(run.at(benReads)) &&
      isNew(run) &&
      (lineIn(code, '/logout', NOTES) ?? true),
    ({ run }) =>
      `Ben logged out and in again. His new session says ${userIn(run.at(benReadsAgain))}, as the one before, and yet he is refused. ` +
      'A logout ends one session, and is not to be held against its user.',
  ),
  mistake(
    ({ run, code }) =>
      isOnlyBarred(run) && isTurnedAway(run.at(benReadsAgain)) && (lineIn(code, '/logout', NOTES) ?? true),
    ({ run }) =>
      `Ben logged out and in again. His session says ${userIn(run.at(benReadsAgain))} now, and he is refused. Look at what the logout ` +
      'leaves behind, and whether a login takes it away.',
  ),
  mistake(
    ({ run }) => isOnlyBarred(run),
    ({ run }) => {
      const { status } = run.at(benReadsAgain)
      const answer = status === 0 ? 'was not answered' : `answered ${status}${becauseOf(run.at(benReadsAgain))}`
      return `Ben got the letters before he logged out. Then he logged in again, and GET /letters ${answer}.`
    },
  ),
]
