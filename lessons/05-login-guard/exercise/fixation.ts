import { check, mistake } from '../../../src/exercise/index.ts'
import type { Run } from '../../../src/lesson/index.ts'
import {
  destroys,
  hasLetters,
  isRefused,
  lineIn,
  lineOfRegenerate,
  lineOfUserID,
  REPLACED,
  revives,
} from './evidence.ts'
import { letIn, stumbled } from './refusals.ts'

const logsIn = (run: Run) => run.exchange("Ada logs in with a thief's cookie")

/** The thief's cookie got the letters. */
const isTaken = (run: Run) => hasLetters(run.exchange('the thief comes back'))

export const fixation = check('fixation', 'A cookie from before a login is not logged in after it.', {
  exchange: "Ada logs in with a thief's cookie",
  header: 'Set-Cookie',
  holds: (run) => logsIn(run).failure === null && isRefused(run.exchange('the thief comes back')),
  mistakes: [
    mistake(
      // express-session's Store calls the function that it did not get (session/store.js `regenerate`).
      ({ run, code }) => /\bfn is not a function/.test(logsIn(run).failure?.message ?? '') && lineOfRegenerate(code),
      'regenerate() got no function to call when it is done, and the process ended when it wanted to call it. It returns no ' +
        'promise, so await does not wait for it.',
    ),
    mistake(
      ({ run, code }) =>
        logsIn(run).failure?.kind === 'crash' && lineIn(code, '/login', /regenerate\(\s*(?:async\s*)?\(?\s*\w*sess\w*/),
      'What regenerate() hands to its function is an error, or nothing. The new session is in req.session by then.',
    ),
    mistake(
      ({ run, code }) => logsIn(run).failure?.kind === 'crash' && lineIn(code, '/login', /\bdestroy\(/),
      'destroy() takes req.session away, and nothing can be written into it any more. Look for the method that destroys the ' +
        'session and makes a new one.',
    ),
    mistake(
      ({ run, code }) => logsIn(run).failure?.kind === 'hang' && lineIn(code, '/login', REPLACED),
      'Here req.session becomes an object that is no session. express-session cannot save it, and the answer never comes.',
    ),
    ...letIn('the thief comes back'),
    ...stumbled('the thief comes back'),
    mistake(
      ({ run, code }) => isTaken(run) && revives(logsIn(run)) && lineIn(code, '/login', REPLACED),
      'Here the old session is put back, with its old id. It is stored again, and the old cookie finds it.',
    ),
    mistake(
      ({ run, code }) => isTaken(run) && revives(logsIn(run)) && lineOfRegenerate(code),
      'The login did not wait for regenerate(). It wrote into the old session, and that was stored again under its old id. ' +
        'The new session is there when regenerate() calls its function.',
    ),
    mistake(
      ({ run, code }) => isTaken(run) && !destroys(logsIn(run)) && lineIn(code, '/login', /\breq\.sessionID\s*=(?!=)/),
      'This changes what the cookie says, and nothing else. The session is stored under its old id, and the old cookie finds it.',
    ),
    mistake(
      ({ run, code }) => isTaken(run) && !destroys(logsIn(run)) && (lineOfUserID(code) ?? true),
      'The login writes into the session that was there before, and that keeps its id. Whoever has a cookie for it is logged ' +
        'in from now on: the thief came back with his, and got the letters.',
    ),
  ],
  otherwise: 'Ada logged in with a cookie that a thief had before her. He sent it again, and was not refused.',
})
