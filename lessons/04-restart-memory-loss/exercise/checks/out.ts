import { check, mistake } from '../../../../src/exercise/index.ts'
import {
  benLogsIn,
  benLogsOut,
  BY_HAND,
  byHand,
  clearsCookie,
  destroys,
  givenCookies,
  isFileStore,
  isFound,
  isRevived,
  notSaved,
  notSavedBy,
  outcomeOf,
  userIn,
} from './evidence.ts'
import { storeFaults } from './faults.ts'
import { endOf, isOver, lifeLine } from './lifetimes.ts'
import { idleDestroyLine, methodLine } from './methods.ts'
import { routeLine, storeLine } from './places.ts'

type Run = Parameters<typeof destroys>[0]

const returning = (run: Run) => run.exchange('ben after the restart')

/** Whether Ben was logged in, as far as his login shows it. */
const isLoggedIn = (run: Run): boolean =>
  givenCookies(benLogsIn(run)) !== undefined && !notSaved(benLogsIn(run), benLogsOut(run))

/** The name of a cookie other than that of the session that Ben got when he logged in, or undefined. */
const otherCookie = (run: Run): string | undefined =>
  benLogsIn(run).setCookies.find(({ name }) => name !== benLogsIn(run).set?.name)?.name

export const out = check('out', 'Ben logged out before it, and stays out, also with his old cookie.', {
  exchange: BY_HAND,
  header: '> Cookie',
  holds: (run) =>
    isLoggedIn(run) &&
    [returning(run), byHand(run)].every((seen) => userIn(seen) !== 'ben' && seen.status > 0 && seen.status < 500),
  mistakes: [
    mistake(
      ({ run, code }) => notSaved(benLogsIn(run), benLogsOut(run)) && (methodLine(code, 'set') ?? storeLine(code)),
      ({ run }) =>
        `The login of Ben was not saved, so there is nothing that he could log out of.${notSavedBy(benLogsIn(run))}`,
    ),
    mistake(
      ({ run }) => benLogsIn(run).setCookies.length === 0,
      'Ben got no cookie when he logged in, so there is nothing that he could log out of.',
    ),
    mistake(
      ({ run, code }) => givenCookies(benLogsIn(run)) === undefined && lifeLine(code),
      ({ run, code }) =>
        `The cookie that Ben got when he logged in was over at once, so there is nothing that he could log out of: ${endOf(benLogsIn(run), code)}`,
    ),
    ...storeFaults(benLogsOut),
    mistake(
      ({ run, code }) => (benLogsOut(run).status === 0 || benLogsOut(run).status >= 400) && routeLine(code, '/logout'),
      ({ run }) => `His logout failed: POST /logout ${outcomeOf(benLogsOut(run))}`,
    ),
    ...storeFaults(byHand),
    mistake(
      ({ run, code }) => (byHand(run).status === 0 || byHand(run).status >= 500) && routeLine(code, '/me'),
      ({ run }) =>
        `Who has logged out is nobody, and GET /me must say so. Asked with the old cookie it ${outcomeOf(byHand(run))}`,
    ),
    mistake(
      ({ run, code }) => isFound(byHand(run)) && isOver(benLogsIn(run), benLogsOut(run)) && lifeLine(code),
      ({ run, code }) =>
        `When he logged out, his browser had no session cookie any more: ${endOf(benLogsIn(run), code)} So the logout did not ` +
        'find his session, and it is still in the store.',
    ),
    mistake(
      ({ run }) => isFound(byHand(run)) && benLogsOut(run).sent === undefined,
      'His browser sent no session cookie with POST /logout. So the logout did not find his session, and it is still in the ' +
        'store.',
    ),
    mistake(
      ({ run, code }) => !isFound(byHand(run)) && userIn(returning(run)) === 'ben' && routeLine(code, '/me'),
      'No session was found for his cookie, and GET /me still answered with the user ben. So who is logged in stands in a ' +
        'place of your own, and the logout left it as it was.',
    ),
    mistake(
      ({ run, code }) =>
        !isFound(byHand(run)) && otherCookie(run) !== undefined && (code.line(/\bcookie\s*\(|\bset-cookie\b/i) ?? true),
      ({ run }) =>
        `His old cookies were sent once more. No session was found, and the cookie ${otherCookie(run)} still says who he is. A ` +
        'logout must end that on the server, or whoever kept a copy of the cookie is Ben.',
    ),
    mistake(
      ({ run, code }) =>
        isFound(byHand(run)) &&
        !destroys(run) &&
        clearsCookie(benLogsOut(run)) &&
        (code.line(/\bclearCookie\b/) ?? true),
      'The logout only takes the cookie away from his browser. His session stays in the store, and whoever kept a copy of ' +
        'the cookie is Ben.',
    ),
    mistake(
      ({ run, code }) =>
        isFound(byHand(run)) &&
        benLogsOut(run).store.every(({ op }) => op !== 'destroy') &&
        benLogsOut(run).trace.includes('no session') &&
        (code.line(/\bsession\s*=(?!=)\s*(?:null|undefined|false|0|''|"")|\bdelete\s+\w+\.session\s*(?:[;\n]|$)/) ??
          true),
      'The session is taken off the request, and the store was not told. By default (the option unset) express-session ' +
        'leaves the stored one as it is.',
    ),
    mistake(
      ({ run, code }) =>
        isFound(byHand(run)) && isRevived(benLogsOut(run), 'set') && (code.line(/\bdestroy\(/) ?? true),
      'His session was destroyed and then saved again in the same request, so it is back in the store.',
    ),
    mistake(
      ({ run, code }) =>
        isFound(byHand(run)) &&
        isFileStore(run) &&
        isRevived(benLogsOut(run), 'touch') &&
        (code.line(/\bdestroy\(/) ?? true),
      'The store destroyed his session, but req.session was still there. So at the end of the request express-session told ' +
        'the store to touch it, and that wrote it again.',
    ),
    mistake(
      ({ run, code }) => isFound(byHand(run)) && destroys(run) && idleDestroyLine(code),
      'The logout called destroy of your store with the id of Ben, and that deletes nothing.',
    ),
    mistake(
      ({ run, code }) => isFound(byHand(run)) && destroys(run) && (methodLine(code, 'destroy') ?? storeLine(code)),
      'The logout called destroy of your store with the id of Ben. After the restart the store still had his session, so ' +
        'destroy had not deleted it on the disk when the process was killed.',
    ),
    mistake(
      ({ run, code }) =>
        isFound(byHand(run)) && JSON.stringify(byHand(run).session).includes('ben') && routeLine(code, '/logout'),
      'His session is still in the store, with his name in it: the logout neither destroyed it nor took the name out.',
    ),
  ],
  otherwise: 'After the restart GET /me still answered with the user ben.',
})
