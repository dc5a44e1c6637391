import { check, mistake } from '../../../src/exercise/index.ts'
import type { Run } from '../../../src/lesson/index.ts'
import {
  becauseOf,
  destroys,
  hasLetters,
  isRefused,
  lineIn,
  lineOfRoute,
  REPLACED,
  revives,
  succeeded,
  userIn,
} from './evidence.ts'
import { letIn, stumbled } from './refusals.ts'

const logsOut = (run: Run) => run.exchange('Ada logs out')
const returns = (run: Run) => run.exchange("Ada's old cookie comes back")

/** The session is as good as before, and nobody told the store otherwise. */
const isKept = (run: Run) => hasLetters(returns(run)) && succeeded(logsOut(run)) && !destroys(logsOut(run))

export const logout = check('logout', 'A cookie from before a logout opens nothing, even sent by hand.', {
  exchange: 'Ada logs out',
  header: 'Set-Cookie',
  holds: (run) => logsOut(run).failure === null && isRefused(returns(run)),
  mistakes: [
    mistake(
      ({ run, code }) =>
        /\bfn is not a function/.test(logsOut(run).failure?.message ?? '') && lineIn(code, '/logout', /\bregenerate\b/),
      'On logout, regenerate() got no function to call when it is done, and the process ended when it wanted to call it.',
    ),
    mistake(
      ({ run, code }) => logsOut(run).failure?.kind === 'hang' && lineIn(code, '/logout', REPLACED),
      'Here req.session becomes an object that is no session. express-session cannot save it, and the logout is never answered.',
    ),
    ...letIn("Ada's old cookie comes back"),
    mistake(
      ({ run, code }) => {
        const { status } = logsOut(run)
        return status >= 400 && status !== 404 && (lineOfRoute(code, 'post', '/logout') ?? true)
      },
      ({ run }) => `POST /logout answered ${logsOut(run).status}${becauseOf(logsOut(run))}. So Ada is still logged in.`,
    ),
    ...stumbled("Ada's old cookie comes back"),
    mistake(
      ({ run }) => hasLetters(returns(run)) && revives(logsOut(run)),
      'The logout destroyed the session, and then stored it again. It is there as before.',
    ),
    mistake(
      ({ run, code }) =>
        isKept(run) &&
        lineIn(code, '/logout', /\breq\.session\s*=\s*(?:null|undefined)|\bdelete\s+req\.session\b(?!\s*[.[])/),
      'This takes the session off this one request. The store is not told and keeps it, so the same cookie finds it again.',
    ),
    mistake(
      ({ run, code }) =>
        isKept(run) &&
        logsOut(run).setCookies.some(({ value }) => value === '') &&
        (lineIn(code, '/logout', /\bclearCookie\b|\bres\.cookie\b/) ?? true),
      'The logout asks the browser to forget the cookie, and does no more. The session stays in the store with Ada in it, so ' +
        'whoever kept a copy of the cookie is still logged in.',
    ),
    mistake(
      ({ run, code }) => isKept(run) && (lineOfRoute(code, 'post', '/logout') ?? true),
      ({ run }) =>
        `After the logout the session of this cookie still says ${userIn(returns(run))}, and that is good enough for the guard.`,
    ),
  ],
  otherwise: 'Ada logged out. The cookie that she had before was sent again by hand, and was not refused.',
})
