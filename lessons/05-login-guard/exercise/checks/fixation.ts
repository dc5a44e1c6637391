import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { hasLetters, isRefused, revives } from './evidence.ts'
import { lineIn, lineOfRegenerate, lineOfUser, REPLACED } from './lines.ts'
import { below } from './middleware.ts'
import { letIn, stumbled } from './refusals.ts'
import { adaIsFixed, thiefReturns } from './scenes.ts'

/** The thief's cookie got the letters. */
const isTaken = (run: Run) => hasLetters(run.at(thiefReturns))

export const fixation = check('fixation', 'A cookie from before a login is not logged in after it.', {
  exchange: adaIsFixed,
  header: 'Set-Cookie',
  holds: (run) => run.at(adaIsFixed).failure === null && isRefused(run.at(thiefReturns)),
  mistakes: [
    ...letIn(thiefReturns),
    below(thiefReturns),
    ...stumbled(thiefReturns),
    mistake(
      ({ run, code }) => isTaken(run) && revives(run.at(adaIsFixed)) && lineIn(code, '/login', REPLACED),
      'Here the old session is put back, with its old id. It is stored again, and the old cookie finds it.',
    ),
    mistake(
      ({ run, code }) =>
        isTaken(run) &&
        revives(run.at(adaIsFixed)) &&
        run.at(adaIsFixed).generated.some((id) => id === run.at(adaIsFixed).saved?.id) &&
        (code.line(/\bgenid\b/) ?? true),
      'The login made a new session, but genid gave it the id of the old one.',
    ),
    mistake(
      ({ run, code }) => isTaken(run) && revives(run.at(adaIsFixed)) && lineOfRegenerate(code),
      'The login did not wait for regenerate(). It wrote into the old session, and that was stored again under its old id. ' +
        'The new session is there when regenerate() calls its function.',
    ),
    mistake(
      ({ run, code }) =>
        isTaken(run) &&
        run.at(adaIsFixed).destroyed.length === 0 &&
        lineIn(code, '/login', /\breq\.sessionID\s*=(?!=)/),
      'This changes what the cookie says, and nothing else. The session is stored under its old id, and the old cookie finds it.',
    ),
    mistake(
      ({ run, code }) =>
        isTaken(run) && run.at(adaIsFixed).destroyed.length === 0 && lineIn(code, '/login', /\breload\(/),
      'reload() reads the same session from the store once more, and that keeps its id. The thief has a cookie for it, and got ' +
        'the letters.',
    ),
    mistake(
      ({ run, code }) => isTaken(run) && run.at(adaIsFixed).destroyed.length === 0 && (lineOfUser(code) ?? true),
      'The login writes into the session that was there before, and that keeps its id. Whoever has a cookie for it is logged ' +
        'in from now on: the thief came back with his, and got the letters.',
    ),
  ],
  otherwise: 'Ada logged in with a cookie that a thief had before her. He sent it again, and was not refused.',
})
