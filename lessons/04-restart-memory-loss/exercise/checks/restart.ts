import {
  answerOf,
  check,
  mistake,
  optionOf,
  type Evidence,
  type Run,
  type Seen,
} from '../../../../src/exercise/index.ts'
import { asJson } from '../../../answers.ts'
import { failed, heldIn, LOST, over, userIn } from './logins.ts'
import { adaAsks, adaLogsIn, afterwards, benLogsIn, benLogsOut, benReturns, givenCookies, oldCookie } from './scenes.ts'

/** What the session cookie is called at each start. */
const namesIn = ({ observation }: Evidence): readonly string[] => observation.sessions.map(({ name }) => name)

/** Whether her cookie came back, and the store, which keeps sessions in memory, had nothing under its id. */
const isForgotten = ({ run, observation }: Evidence): boolean =>
  run.at(afterwards).traced('no session found') && observation.sessions.at(-1)?.store?.isMemoryStore === true

/** Whether the name of what is called begins so, as `writeFile` with `write`. */
const begins = ({ path }: { readonly path: string }, ...words: readonly string[]): boolean =>
  words.some((word) => path.split('.').at(-1)?.startsWith(word) === true)

/** What writes to the disk. */
const writesIn = ({ tree }: Evidence) => tree.called.filter((call) => begins(call, 'write', 'append'))

/** What keeps all that is written until later: a timer, or the end of the process; undefined if something is written at once. */
function keeperIn(seen: Evidence) {
  const keepers = writesIn(seen).map(({ line }) => seen.tree.late.find((one) => one.line === line)?.keeper)
  return keepers.every(Boolean) ? keepers[0] : undefined
}

export const kept = check('kept', 'Ada logged in before the restart, and is still known after it.', {
  exchange: afterwards,
  header: '> Cookie',
  holds: (run) => userIn(run.at(afterwards)) === 'ada',
  symptoms: [...LOST, 'logged-out-at-restart', 'logged-out-early'],
  mistakes: [
    failed(adaLogsIn),
    over(adaLogsIn, afterwards),
    mistake(
      ({ run, facts }) =>
        run.at(afterwards).found === null && userIn(run.at(afterwards)) === 'ben' && answerOf(facts(afterwards)),
      'There was no session for her after the restart, and GET /me still named a user: ben. So the app keeps the user in a ' +
        'place of your own that Ada and Ben share. It must be in the session, and each browser has its own.',
    ),
    mistake(
      (seen) =>
        seen.run.at(afterwards).traced('no SID sent') && new Set(namesIn(seen)).size > 1 && optionOf(seen, 'name'),
      (seen) =>
        `The cookie is called ${namesIn(seen)[0]}, and the second start looks for one with another name: ${namesIn(seen)[1]}.`,
    ),
    mistake(
      ({ run, facts }) => run.at(adaLogsIn).saved === undefined && answerOf(facts(adaLogsIn)),
      'When this answered POST /login/ada, her session was empty. So nothing was stored, and her browser got no cookie.',
    ),
    mistake(
      ({ run, facts }) => userIn(run.at(adaAsks)) === undefined && answerOf(facts(adaAsks)),
      'Even before the restart there was no user in the answer to GET /me. It should answer with JSON such as {"user":"ada"}.',
    ),
    mistake(
      ({ run, facts }) => run.at(afterwards).found !== null && answerOf(facts(afterwards)),
      ({ run }) =>
        `The store found her session, with ${asJson(heldIn(run.at(afterwards).found))}, and GET /me still answered with the user ` +
        `${asJson(userIn(run.at(afterwards)))}. It must ask the session.`,
    ),
    mistake(
      (seen) =>
        isForgotten(seen) &&
        !seen.tree.called.some((call) => begins(call, 'read', 'createRead', 'open')) &&
        (writesIn(seen)[0]?.line ?? null),
      'The sessions may reach the disk here, but nothing in your file reads them back. So a new process does not know ' +
        'what the old one wrote.',
    ),
    mistake(
      (seen) => isForgotten(seen) && (keeperIn(seen)?.line ?? null),
      (seen) =>
        `${keeperIn(seen)?.path.startsWith('process') ? 'The process was killed in the middle of its work, and then no exit handler runs' : 'Only a timer writes to the disk, and the process was killed before the timer fired'}. ` +
        'A session must be on the disk when the answer is sent.',
    ),
  ],
  otherwise: 'After the restart GET /me did not answer with the user ada.',
})

/** The name of a cookie other than that of the session that Ben got when he logged in, or undefined. */
const otherCookie = (run: Run): string | undefined =>
  run.at(benLogsIn).setCookies.find(({ name }) => name !== run.at(benLogsIn).set?.name)?.name

/** What brought a session back to the store in the request that had destroyed it; undefined if nothing did. */
function revival({ store }: Seen) {
  const destroyed = store.findIndex(({ op }) => op === 'destroy')
  const after = destroyed < 0 ? [] : store.slice(destroyed + 1)
  return after.find(({ op, id }) => (op === 'set' || op === 'touch') && id === store[destroyed]?.id)
}

export const out = check('out', 'Ben logged out before it, and stays out, also with his old cookie.', {
  exchange: oldCookie,
  header: '> Cookie',
  holds: (run) =>
    givenCookies(run.at(benLogsIn)) !== undefined &&
    (run.at(benLogsIn).errors.length === 0 || run.at(benLogsOut).found !== null) &&
    [run.at(benReturns), run.at(oldCookie)].every(
      (seen) => userIn(seen) !== 'ben' && seen.status > 0 && seen.status < 500,
    ),
  symptoms: [...LOST, 'logout-does-not-work', 'new-id-every-request'],
  mistakes: [
    failed(benLogsIn),
    over(benLogsIn, benLogsOut),
    mistake(
      ({ run, facts }) =>
        run.at(oldCookie).found === null && userIn(run.at(benReturns)) === 'ben' && answerOf(facts(benReturns)),
      'No session was found for his cookie, and GET /me still answered with the user ben. So the app keeps the user in a ' +
        'place of your own, and the logout left it as it was.',
    ),
    mistake(
      ({ run, tree, facts }) =>
        run.at(oldCookie).found === null &&
        otherCookie(run) !== undefined &&
        (tree.calls(facts(benLogsIn).layers.at(-1)?.at ?? null).find(({ path }) => path.endsWith('.cookie'))?.line ??
          answerOf(facts(benLogsIn))),
      ({ run }) =>
        `His old cookies were sent once more. No session was found, and the cookie ${otherCookie(run)} still says who he is. A ` +
        'logout must end that on the server, or anyone who kept a copy of the cookie is Ben.',
    ),
    mistake(
      ({ run, facts }) =>
        revival(run.at(benLogsOut)) !== undefined &&
        (facts(benLogsOut).calls.find(({ method }) => method === 'destroy')?.at ?? true),
      ({ run }) =>
        `His session was destroyed, and ${revival(run.at(benLogsOut))?.op} of the store brought it back in the same request.`,
    ),
    mistake(
      ({ run, facts }) =>
        run.at(oldCookie).found !== null &&
        run.at(benLogsOut).destroyed.length === 0 &&
        !(run.at(benLogsOut).cookieGone || run.at(benLogsOut).takenOff) &&
        answerOf(facts(benLogsOut)),
      ({ run }) =>
        `His session is still in the store, with ${asJson(heldIn(run.at(oldCookie).found))}: the logout neither destroyed it nor took the name out.`,
    ),
  ],
  otherwise: 'Ben should have got a cookie when he logged in, and been nobody after he had logged out.',
})
