import { advance, check, exercise, get, mistake, post, restart, send } from '../../../src/exercise/index.ts'
import {
  atTheEndLine,
  AWAY_HOURS,
  CALLED,
  changingFolderLine,
  changingSecretLine,
  clearsCookie,
  emptyingLine,
  HOUR,
  isFileStore,
  isGone,
  isRevived,
  lifeOf,
  MINUTE,
  namesStore,
  newStoreLine,
  storedFields,
  storeLine,
  userIn,
  wasKnown,
} from './evidence.ts'

const AFTER = 'ada after the restart'
const BY_HAND = 'the old cookie of ben'
const LATER = `cleo ${AWAY_HOURS} hours later`

export default exercise({
  title: 'Logins that survive a restart',
  home: import.meta.url,
  actions: [
    send('somebody looks', get('/'), { browser: null }),
    send('ada logs in', post('/login/ada'), { browser: 'Ada' }),
    send('ada asks', get('/me'), { browser: 'Ada' }),
    send('ben logs in', post('/login/ben'), { browser: 'Ben' }),
    send('ben logs out', post('/logout'), { browser: 'Ben' }),
    // A start that makes something of the time must not make the same of it twice.
    advance('a minute passes', MINUTE),
    restart('killed and started again'),
    send(AFTER, get('/me'), { browser: 'Ada' }),
    send('ben after the restart', get('/me'), { browser: 'Ben' }),
    send(
      BY_HAND,
      (run) => {
        const login = run.exchange('ben logs in')
        return get('/me', login.set ? { headers: { Cookie: login.cookieHeader() } } : {})
      },
      { browser: null },
    ),
    // Only now, so that it does not depend on what a restart leaves.
    send('cleo logs in', post('/login/cleo'), { browser: 'Cleo' }),
    advance('cleo stays away', AWAY_HOURS * HOUR),
    send(LATER, get('/me'), { browser: 'Cleo' }),
  ],
  checks: [
    check('kept', 'Ada logged in before the restart, and is still known after it.', {
      exchange: AFTER,
      header: '> Cookie',
      holds: (run) => userIn(run.exchange(AFTER)) === 'ada',
      mistakes: [
        mistake(
          ({ run }) => !wasKnown(run) && run.exchange('ada logs in').errors.length > 0,
          ({ run }) =>
            `Her login was not saved, even before the restart: ${run.exchange('ada logs in').errors[0]?.split('\n')[0]}`,
        ),
        mistake(
          ({ run }) =>
            !wasKnown(run) &&
            run.exchange('ada logs in').traced('not secured') &&
            run.exchange('ada asks').sent === undefined,
          'She was not known even before the restart, because her browser got no cookie: this app asks for cookies over https ' +
            'only, and it is visited over http.',
        ),
        mistake(
          ({ run, code }) => !wasKnown(run) && isGone(run.exchange('ada asks')) && code.line(/\bttl\s*:\s*0\b/),
          'She was not known even before the restart: with ttl: 0 session-file-store takes no session for a valid one.',
        ),
        mistake(
          ({ run, code }) => !wasKnown(run) && isGone(run.exchange('ada asks')) && storeLine(code),
          'She was not known even before the restart: the store had nothing under the id in her cookie a moment after the login.',
        ),
        mistake(
          ({ run }) => !wasKnown(run),
          'She was not known even before the restart. Look at POST /login/:user and at GET /me.',
        ),
        mistake(
          ({ run, code }) => run.exchange(AFTER).traced('cookie signature invalid') && changingSecretLine(code),
          'Her cookie came back, but its signature no longer fits: the second start signs with another secret. The store is not ' +
            'even asked then. A secret must outlive the process.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && !isFileStore(run) && code.line(CALLED),
          'The class of the store is called without new, so no store is made, and session() keeps the sessions in the memory of ' +
            'the process.',
        ),
        mistake(
          ({ run, code }) =>
            isGone(run.exchange(AFTER)) && !isFileStore(run) && !namesStore(code) && newStoreLine(code),
          'You make a store, but session() does not get it: among its options there is none with the name store. So it keeps ' +
            'the sessions in the memory of the process.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && !namesStore(code) && (code.line(/\bsession\(/) ?? true),
          'session() gets no store, so it keeps the sessions in the memory of the process, in a MemoryStore. The cookie came ' +
            'back after the restart, and nothing was there under its id.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && !isFileStore(run) && atTheEndLine(code),
          'The process was killed in the middle of its work. Then nothing runs any more, not even what waits for its end. A ' +
            'session must be on the disk when the answer is.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && !isFileStore(run) && code.line(/\bMemoryStore\b/),
          'A MemoryStore keeps the sessions in the memory of the process. The process was killed, and its memory went with it.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && changingFolderLine(code),
          'The folder has another name at each start. The second start looked into a new and empty one, while the file with her ' +
            'login lies in the old one.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && emptyingLine(code),
          'The cookie came back, and the store had nothing under its id. Your file deletes something when it starts: look ' +
            'whether the sessions are among it.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(AFTER)) && storeLine(code),
          'The cookie came back, its signature was right, and the store had nothing under its id. What the store knew stayed ' +
            'in the old process, or it looks in another place now.',
        ),
        mistake(
          ({ run }) => run.exchange(AFTER).session?.['user'] === 'ada',
          ({ run }) =>
            'The store found her session, with her name in it, and GET /me still answered with the user ' +
            `${JSON.stringify(userIn(run.exchange(AFTER)))}. It must ask the session.`,
        ),
        mistake(
          ({ run, code }) => run.exchange(AFTER).traced('session found') && storeLine(code),
          'The store found her session after the restart, but her name was no longer in it.',
        ),
      ],
      otherwise: 'After the restart GET /me did not answer with the user ada.',
    }),

    check('out', 'Ben logged out before it, and stays out, also with his old cookie.', {
      exchange: BY_HAND,
      header: '> Cookie',
      holds: (run) =>
        run.exchange('ben logs in').set !== undefined &&
        userIn(run.exchange('ben after the restart')) !== 'ben' &&
        userIn(run.exchange(BY_HAND)) !== 'ben',
      mistakes: [
        mistake(
          ({ run }) => run.exchange('ben logs in').set === undefined,
          'Ben got no session cookie when he logged in, so there is nothing that he could log out of.',
        ),
        mistake(
          ({ run, code }) => run.exchange('ben logs out').status >= 400 && (code.line(/['"`]\/logout\b/) ?? true),
          ({ run }) => {
            const { status, errors } = run.exchange('ben logs out')
            return `His logout failed: POST /logout answered ${status}. ${errors[0]?.split('\n')[0] ?? ''}`.trim()
          },
        ),
        mistake(
          ({ run, code }) =>
            !destroys(run) && clearsCookie(run.exchange('ben logs out')) && (code.line(/\bclearCookie\b/) ?? true),
          'The logout only takes the cookie away from his browser. His session stays in the store, and whoever kept a copy of ' +
            'the cookie is Ben.',
        ),
        mistake(
          ({ run, code }) =>
            !destroys(run) && code.line(/\bsession\s*=\s*(?:null|undefined)\b|\bdelete\s+\w+\.session\s*(?:[;\n]|$)/),
          'The session is taken off the request, and the store was not told. By default (the option unset) express-session ' +
            'leaves the stored one as it is.',
        ),
        mistake(
          ({ run, code }) => isRevived(run.exchange('ben logs out')) && (code.line(/\.destroy\(/) ?? true),
          'His session was destroyed and then saved again in the same request, so it is back in the store.',
        ),
        mistake(
          ({ run, code }) =>
            destroys(run) && (code.line(/(?<![.\w])destroy\s*[(:=]|prototype\.destroy\s*=/) ?? storeLine(code)),
          'The logout called destroy of your store with the id of Ben. After the restart the store still had his session: it ' +
            'forgot him in memory, and not on the disk.',
        ),
        mistake(
          ({ code }) => code.line(/['"`]\/logout\b/) ?? true,
          'His session is still in the store, with his name in it: the logout neither destroyed it nor took the name out.',
        ),
      ],
      otherwise: 'After the restart GET /me still answered with the user ben.',
    }),

    check('lasting', `A login is still there after ${AWAY_HOURS} hours without a visit.`, {
      exchange: LATER,
      header: '> Cookie',
      holds: (run) => userIn(run.exchange(LATER)) === 'cleo',
      mistakes: [
        mistake(
          ({ run }) => run.exchange('cleo logs in').set === undefined,
          'Cleo, who logs in after the restart, got no session cookie.',
        ),
        mistake(
          ({ run, code }) =>
            run.exchange(LATER).sent === undefined &&
            lifeOf(run.exchange('cleo logs in')) !== null &&
            (code.line(/\b(?:maxAge|expires)\b/) ?? true),
          ({ run }) =>
            `Cleo, who logged in, had no cookie any more: it was to be kept for ${lifeOf(run.exchange('cleo logs in'))}. maxAge counts ` +
            'milliseconds, and expires is a moment.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(LATER)) && isFileStore(run) && code.line(/\bttl\b/),
          'The cookie came back, and the store no longer took the session for a valid one. session-file-store reads ttl among ' +
            'its own options, and counts seconds.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(LATER)) && isFileStore(run) && storeLine(code),
          'The cookie came back, and the store no longer took the session for a valid one. Where the cookie names no end, ' +
            'session-file-store lets a session go after an hour without a visit, unless an option tells it otherwise.',
        ),
        mistake(
          ({ run, code }) => isGone(run.exchange(LATER)) && storeLine(code),
          'The cookie came back, and your store had nothing any more under its id.',
        ),
      ],
      otherwise: `After ${AWAY_HOURS} hours GET /me did not answer with the user cleo.`,
    }),

    check('empty', 'Who only looks at / leaves nothing in the store.', {
      exchange: 'somebody looks',
      header: 'Set-Cookie',
      holds: (run) => run.exchange('somebody looks').store.every(({ op }) => op !== 'set'),
      mistakes: [
        mistake(
          ({ run, code }) =>
            storedFields(run.exchange('somebody looks')).length > 0 && (code.line(/['"`]\/['"`]/) ?? true),
          ({ run }) =>
            `A visit to / writes ${storedFields(run.exchange('somebody looks')).join(', ')} into the session, so there is ` +
            'something to keep.',
        ),
        mistake(
          ({ code }) => code.line(/\bsaveUninitialized\s*:\s*true\b/),
          'With saveUninitialized: true every session is stored, also one into which nothing was written. Each passing robot ' +
            'leaves a file.',
        ),
        mistake(
          ({ code }) => code.line(/\bsaveUninitialized\s*:\s*['"`]\w/),
          'saveUninitialized is a text here, and a text that is not empty counts as true, also the text false.',
        ),
        mistake(
          ({ code }) => !code.has(/\bsaveUninitialized\b/) && (code.line(/\bsession\(/) ?? true),
          'Among the options there is none with the name saveUninitialized, and without it every session is stored, also one ' +
            'into which nothing was written.',
        ),
        mistake(
          ({ code }) => code.line(/\bsession\.save\(/),
          'save() stores a session even if nothing was written into it.',
        ),
      ],
      otherwise: 'A visit to / without a cookie stored a session, although the visitor did nothing.',
    }),
  ],
  hints: [
    'The cookie comes back after the restart. Look at what the store answers then: where did it keep the sessions?',
    'Pass session() a store of another kind. `session-file-store` exports a function that takes `session` and returns a class. ' +
      'Lesson 4 shows it under "A store on disk".',
    'Make one object of that class with `new`, and pass it as the option `store`. It takes a `path` for its folder.',
    'Without other orders that store forgets who did not come for an hour. Its option `ttl` says how long it waits, in seconds.',
  ],
  explanation: `
Without the option **store**, express-session keeps sessions in a \`MemoryStore\`: an object in the memory of the process, which
goes when the process goes. The cookie survives in the browser, but it holds only an id.

A store on disk finds the session again under that id, as long as the **secret** and the **path** are the same at each start. It
also has to forget on the disk: a logout calls \`destroy()\`, which deletes the file.

How long a login lasts is decided twice. The browser keeps a cookie without \`maxAge\` until it is closed, and the store has a
limit of its own: for such cookies session-file-store takes **ttl**, in seconds, and an hour if you say nothing. With
\`saveUninitialized: false\` only those who log in leave a file.
`.trim(),
})

/** Whether Ben's logout told the store to forget a session. */
function destroys(run: Parameters<typeof wasKnown>[0]): boolean {
  return run.exchange('ben logs out').store.some(({ op }) => op === 'destroy')
}
