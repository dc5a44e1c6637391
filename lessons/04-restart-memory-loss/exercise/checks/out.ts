import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { destroys, isFileStore, isRevived, notSaved, notSavedBy, outcomeOf, userIn } from './evidence.ts'
import { storeFaults } from './faults.ts'
import { endOf, isOver, lifeLine } from './lifetimes.ts'
import { idleDestroyLine, methodLine } from './methods.ts'
import { routeLine, storeLine } from './places.ts'
import { benLogsIn, benLogsOut, benReturns, givenCookies, oldCookie } from './scenes.ts'

/** Whether Ben was logged in, as far as his login shows it. */
const isLoggedIn = (run: Run): boolean =>
  givenCookies(run.at(benLogsIn)) !== undefined && !notSaved(run.at(benLogsIn), run.at(benLogsOut))

/** The name of a cookie other than that of the session that Ben got when he logged in, or undefined. */
const otherCookie = (run: Run): string | undefined =>
  run.at(benLogsIn).setCookies.find(({ name }) => name !== run.at(benLogsIn).set?.name)?.name

export const out = check('out', 'Ben logged out before it, and stays out, also with his old cookie.', {
  exchange: oldCookie,
  header: '> Cookie',
  holds: (run) =>
    isLoggedIn(run) &&
    [run.at(benReturns), run.at(oldCookie)].every(
      (seen) => userIn(seen) !== 'ben' && seen.status > 0 && seen.status < 500,
    ),
  mistakes: [
    mistake(
      ({ run, code }) =>
        notSaved(run.at(benLogsIn), run.at(benLogsOut)) && (methodLine(code, 'set') ?? storeLine(code)),
      ({ run }) =>
        `The login of Ben was not saved, so there is nothing that he could log out of.${notSavedBy(run.at(benLogsIn))}`,
    ),
    mistake(
      ({ run }) => run.at(benLogsIn).setCookies.length === 0,
      'Ben got no cookie when he logged in, so there is nothing that he could log out of.',
    ),
    mistake(
      ({ run, code }) => givenCookies(run.at(benLogsIn)) === undefined && lifeLine(code),
      ({ run, code }) =>
        `The cookie that Ben got when he logged in was over at once, so there is nothing that he could log out of: ${endOf(run.at(benLogsIn), code)}`,
    ),
    ...storeFaults(benLogsOut),
    mistake(
      ({ run, code }) =>
        (run.at(benLogsOut).status === 0 || run.at(benLogsOut).status >= 400) && routeLine(code, '/logout'),
      ({ run }) => `His logout failed: POST /logout ${outcomeOf(run.at(benLogsOut))}`,
    ),
    ...storeFaults(oldCookie),
    mistake(
      ({ run, code }) => (run.at(oldCookie).status === 0 || run.at(oldCookie).status >= 500) && routeLine(code, '/me'),
      ({ run }) =>
        `Who has logged out is nobody, and GET /me must say so. Asked with the old cookie it ${outcomeOf(run.at(oldCookie))}`,
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') && isOver(run.at(benLogsIn), run.at(benLogsOut)) && lifeLine(code),
      ({ run, code }) =>
        `When he logged out, his browser had no session cookie any more: ${endOf(run.at(benLogsIn), code)} So the logout did not ` +
        'find his session, and it is still in the store.',
    ),
    mistake(
      ({ run }) => run.at(oldCookie).traced('session found') && run.at(benLogsOut).sent === undefined,
      'His browser sent no session cookie with POST /logout. So the logout did not find his session, and it is still in the ' +
        'store.',
    ),
    mistake(
      ({ run, code }) =>
        !run.at(oldCookie).traced('session found') && userIn(run.at(benReturns)) === 'ben' && routeLine(code, '/me'),
      'No session was found for his cookie, and GET /me still answered with the user ben. So who is logged in stands in a ' +
        'place of your own, and the logout left it as it was.',
    ),
    mistake(
      ({ run, code }) =>
        !run.at(oldCookie).traced('session found') &&
        otherCookie(run) !== undefined &&
        (code.line(/\bcookie\s*\(|\bset-cookie\b/i) ?? true),
      ({ run }) =>
        `His old cookies were sent once more. No session was found, and the cookie ${otherCookie(run)} still says who he is. A ` +
        'logout must end that on the server, or whoever kept a copy of the cookie is Ben.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') &&
        !destroys(run) &&
        run.at(benLogsOut).cookieGone &&
        (code.line(/\bclearCookie\b/) ?? true),
      'The logout only takes the cookie away from his browser. His session stays in the store, and whoever kept a copy of ' +
        'the cookie is Ben.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') &&
        run.at(benLogsOut).destroyed.length === 0 &&
        run.at(benLogsOut).takenOff &&
        (code.line(/\bsession\s*=(?!=)\s*(?:null|undefined|false|0|''|"")|\bdelete\s+\w+\.session\s*(?:[;\n]|$)/) ??
          true),
      'The session is taken off the request, and the store was not told. By default (the option unset) express-session ' +
        'leaves the stored one as it is.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') &&
        isRevived(run.at(benLogsOut), 'set') &&
        (code.line(/\bdestroy\(/) ?? true),
      'His session was destroyed and then saved again in the same request, so it is back in the store.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') &&
        isFileStore(run) &&
        isRevived(run.at(benLogsOut), 'touch') &&
        (code.line(/\bdestroy\(/) ?? true),
      'The store destroyed his session, but req.session was still there. So at the end of the request express-session told ' +
        'the store to touch it, and that wrote it again.',
    ),
    mistake(
      ({ run, code }) => run.at(oldCookie).traced('session found') && destroys(run) && idleDestroyLine(code),
      'The logout called destroy of your store with the id of Ben, and that deletes nothing.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') && destroys(run) && (methodLine(code, 'destroy') ?? storeLine(code)),
      'The logout called destroy of your store with the id of Ben. After the restart the store still had his session, so ' +
        'destroy had not deleted it on the disk when the process was killed.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(oldCookie).traced('session found') &&
        JSON.stringify(run.at(oldCookie).session).includes('ben') &&
        routeLine(code, '/logout'),
      'His session is still in the store, with his name in it: the logout neither destroyed it nor took the name out.',
    ),
  ],
  otherwise: 'After the restart GET /me still answered with the user ben.',
})
