import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { destroys, isFileStore, notSaved, notSavedBy, outcomeOf, userIn, wasKnown } from './evidence.ts'
import { storeFaults } from './faults.ts'
import { endWriteLine, timerLine } from './late.ts'
import { endOf, isOver, lifeLine, shortTtl, ttlIn, ttlLine, USELESS_TTL, uselessTtlLine } from './lifetimes.ts'
import { methodLine } from './methods.ts'
import {
  CALLED,
  changingFolderLine,
  changingSecretLine,
  clearingLogoutLine,
  emptyingLine,
  firstOfTwoLine,
  nameLine,
  namesStore,
  newStoreLine,
  routeLine,
  secureLine,
  sessionLine,
  storeLine,
  unreadLine,
  writes,
} from './places.ts'
import { adaAsks, adaLogsIn, afterwards, benLogsIn, cleoLogsIn } from './scenes.ts'
import { secretless } from './secret.ts'

/** What the session cookie was called at the first start and at the second, if that is not the same. */
function otherNames(run: Evidence['run']): readonly [string, string] | undefined {
  const [old, other] = [run.at(adaLogsIn).set?.name, run.at(cleoLogsIn).set?.name]
  const isUnread = run.at(afterwards).traced('no SID sent') && old !== undefined && other !== undefined && old !== other
  return isUnread ? [old, other] : undefined
}

/** Why Ada was not even known as long as the first process lived. */
const unknownFromTheStart = [
  secretless,
  ...storeFaults(adaLogsIn),
  ...storeFaults(adaAsks),
  mistake(
    ({ run, code }) =>
      !wasKnown(run) && notSaved(run.at(adaLogsIn), run.at(adaAsks)) && (methodLine(code, 'set') ?? storeLine(code)),
    ({ run }) => `Her login was not saved, even before the restart.${notSavedBy(run.at(adaLogsIn))}`,
  ),
  mistake(
    ({ run, code }) =>
      !wasKnown(run) &&
      (run.at(adaLogsIn).errors.length > 0 || run.at(adaLogsIn).status >= 400) &&
      routeLine(code, '/login'),
    ({ run }) => `Her login failed, even before the restart: POST /login/ada ${outcomeOf(run.at(adaLogsIn))}`,
  ),
  mistake(
    ({ run, code }) =>
      !wasKnown(run) &&
      run.at(adaLogsIn).traced('not secured') &&
      run.at(adaAsks).sent === undefined &&
      secureLine(code),
    'She was not known even before the restart, because her browser got no cookie: this app asks for cookies over https ' +
      'only, and it is visited over http.',
  ),
  mistake(
    ({ run, code }) => !wasKnown(run) && isOver(run.at(adaLogsIn), run.at(adaAsks)) && lifeLine(code),
    ({ run, code }) =>
      `She was not known even before the restart, because her browser had no cookie any more: ${endOf(run.at(adaLogsIn), code)}`,
  ),
  mistake(
    ({ run }) => !wasKnown(run) && run.at(adaLogsIn).set !== undefined && run.at(adaAsks).sent === undefined,
    'She was not known even before the restart, because her browser did not send its cookie with GET /me. Look at Path and ' +
      'Domain in the Set-Cookie line of her login: they say where a cookie is for.',
  ),
  mistake(
    ({ run, code }) =>
      !wasKnown(run) &&
      run.at(adaLogsIn).traced('no SID sent') &&
      run.at(adaLogsIn).setCookies.length === 0 &&
      run.at(adaLogsIn).status < 400 &&
      run.at(adaLogsIn).saved === undefined &&
      routeLine(code, '/login'),
    'When POST /login/:user answered, nothing stood in her session. So nothing was stored, and her browser got no cookie.',
  ),
  mistake(
    ({ run, code }) => !wasKnown(run) && run.at(adaAsks).traced('no session found') && uselessTtlLine(code),
    `She was not known even before the restart. ${USELESS_TTL}`,
  ),
  mistake(
    ({ run, code }) => !wasKnown(run) && run.at(adaAsks).traced('no session found') && storeLine(code),
    'She was not known even before the restart: the store had nothing under the id in her cookie a moment after the login.',
  ),
  mistake(
    ({ run, code }) => !wasKnown(run) && run.at(adaAsks).status >= 400 && routeLine(code, '/me'),
    ({ run }) => `She was not known even before the restart: GET /me ${outcomeOf(run.at(adaAsks))}`,
  ),
  mistake(
    ({ run, code }) => !wasKnown(run) && userIn(run.at(adaAsks)) === undefined && routeLine(code, '/me'),
    'Even before the restart there was no user in the answer to GET /me. It is asked for JSON such as {"user":"ada"}.',
  ),
  mistake(
    ({ run }) => !wasKnown(run),
    ({ run }) =>
      'She was not known even before the restart: GET /me answered with the user ' +
      `${JSON.stringify(userIn(run.at(adaAsks)))}. Look at POST /login/:user and at GET /me.`,
  ),
]

/** Why session() asks no store that lives longer than the process. */
const inMemory = [
  mistake(
    ({ run, code }) => run.at(afterwards).traced('no session found') && !isFileStore(run) && code.line(CALLED),
    'The class of the store is called without new, so no store is made, and session() keeps the sessions in the memory of ' +
      'the process.',
  ),
  mistake(
    ({ run, code }) =>
      run.at(afterwards).traced('no session found') && !isFileStore(run) && !namesStore(code) && newStoreLine(code),
    'You make a store, but session() does not get it: among its options there is none with the name store. So it keeps ' +
      'the sessions in the memory of the process.',
  ),
  mistake(
    ({ run, code }) => run.at(afterwards).traced('no session found') && !namesStore(code) && sessionLine(code),
    'session() gets no store, so it keeps the sessions in the memory of the process, in a MemoryStore. The cookie came ' +
      'back after the restart, and nothing was there under its id.',
  ),
  mistake(
    ({ run, code }) => run.at(afterwards).traced('no session found') && !isFileStore(run) && firstOfTwoLine(code),
    'session() is called twice. Here, where it comes first, req.session is made, and the other leaves it as it is. Look ' +
      'which of the two gets the store.',
  ),
  mistake(
    ({ run, code }) => run.at(afterwards).traced('no session found') && !isFileStore(run) && unreadLine(code),
    'The sessions may get to the disk here, but nothing in your file reads from the disk. So a new process does not know ' +
      'what the old one wrote.',
  ),
  mistake(
    ({ run, code }) => run.at(afterwards).traced('no session found') && !isFileStore(run) && timerLine(code),
    'Only a timer writes to the disk, and the process was killed before it came to that. A session must be on the disk ' +
      'when the answer is sent.',
  ),
  mistake(
    ({ run, code }) =>
      run.at(afterwards).traced('no session found') &&
      !isFileStore(run) &&
      !writes(code) &&
      code.line(/\bMemoryStore\b/),
    'A MemoryStore keeps the sessions in the memory of the process. The process was killed, and its memory went with it.',
  ),
]

export const kept = check('kept', 'Ada logged in before the restart, and is still known after it.', {
  exchange: afterwards,
  header: '> Cookie',
  holds: (run) => userIn(run.at(afterwards)) === 'ada',
  mistakes: [
    ...unknownFromTheStart,
    ...storeFaults(afterwards),
    mistake(
      ({ run, code }) => otherNames(run) !== undefined && nameLine(code),
      ({ run }) => {
        const [old = '', other = ''] = otherNames(run) ?? []
        return `The cookie is called ${old}, and the second start looks for one with another name: ${other}.`
      },
    ),
    mistake(
      ({ run, code }) =>
        !run.at(afterwards).traced('session found') && userIn(run.at(afterwards)) === 'ben' && routeLine(code, '/me'),
      'No session was found for her cookie after the restart, and GET /me still named a user: ben. So who is logged in ' +
        'stands in a place of your own that Ada and Ben share. It must be in the session, and each browser has its own.',
    ),
    mistake(
      ({ run, code }) => run.at(afterwards).traced('cookie signature invalid') && changingSecretLine(code),
      'Her cookie came back, but its signature no longer fits: the second start signs with another secret. The store is not ' +
        'even asked then. A secret must outlive the process.',
    ),
    mistake(
      ({ run, code }) => isOver(run.at(adaLogsIn), run.at(afterwards)) && lifeLine(code),
      ({ run, code }) =>
        `A minute after her login her browser had no cookie any more: ${endOf(run.at(adaLogsIn), code)}`,
    ),
    mistake(
      ({ run, code }) =>
        run.at(afterwards).traced('no session found') &&
        run.at(adaLogsIn).set?.id === run.at(benLogsIn).set?.id &&
        destroys(run) &&
        (code.line(/\bgenid\b/) ?? true),
      "Ada and Ben got the same id, so they had one session, and Ben's logout ended it for both.",
    ),
    mistake(
      ({ run, code }) => run.at(afterwards).traced('no session found') && clearingLogoutLine(code),
      "Ben's logout empties the whole store, and with it goes the session of Ada.",
    ),
    ...inMemory,
    mistake(
      ({ run, code }) => run.at(afterwards).traced('no session found') && changingFolderLine(code),
      'The folder has another name at each start. The second start looked into a new and empty one, while the file with her ' +
        'login lies in the old one.',
    ),
    mistake(
      ({ run, code }) => run.at(afterwards).traced('no session found') && emptyingLine(code),
      'The cookie came back, and the store had nothing under its id. Your file deletes something when it starts: look ' +
        'whether the sessions are among it.',
    ),
    mistake(
      ({ run, code }) => run.at(afterwards).traced('no session found') && !isFileStore(run) && endWriteLine(code),
      'The process was killed in the middle of its work. Then no handler for exit or for a signal runs, and nothing waits ' +
        'for a timer. A session must be on the disk when the answer is sent.',
    ),
    mistake(
      ({ run, code }) => {
        const ttl = ttlIn(code) ?? Infinity
        return (
          run.at(afterwards).traced('no session found') &&
          isFileStore(run) &&
          run.at(adaLogsIn).at + ttl * 1000 < run.at(afterwards).at &&
          ttlLine(code)
        )
      },
      ({ code }) =>
        'When a minute had passed, the store no longer took her session for a valid one: ' + shortTtl(ttlIn(code) ?? 0),
    ),
    mistake(
      ({ run, code }) =>
        run.at(afterwards).traced('no session found') && isFileStore(run) && ttlIn(code) === null && ttlLine(code),
      'The cookie came back after a minute, and the store had no valid session under its id. Look at its path, and at ttl, ' +
        'which counts seconds.',
    ),
    mistake(
      ({ run, code }) => run.at(afterwards).traced('no session found') && storeLine(code),
      'The cookie came back, its signature was right, and the store had nothing under its id. Either the session was not on ' +
        'the disk yet when the process was killed (no handler runs then, and nothing waits for a timer), or something ' +
        'deleted it, or the new process does not find it there.',
    ),
    mistake(
      ({ run }) => run.at(afterwards).session?.['user'] === 'ada',
      ({ run }) =>
        'The store found her session, with her name in it, and GET /me still answered with the user ' +
        `${JSON.stringify(userIn(run.at(afterwards)))}. It must ask the session.`,
    ),
    mistake(
      ({ run, code }) =>
        run.at(afterwards).traced('session found') &&
        !JSON.stringify(run.at(afterwards).session).includes('ada') &&
        storeLine(code),
      'The store found her session after the restart, but her name was no longer in it.',
    ),
  ],
  otherwise: 'After the restart GET /me did not answer with the user ada.',
})
