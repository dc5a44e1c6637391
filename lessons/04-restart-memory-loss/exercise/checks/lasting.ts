import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { hasOneEnd, isEndOfStart, isFileStore, notSaved, notSavedBy, userIn } from './evidence.ts'
import { storeFaults } from './faults.ts'
import {
  endLine,
  endOf,
  inWords,
  isOver,
  lifeLine,
  lifeOf,
  shortTtl,
  ttlIn,
  ttlLine,
  USELESS_TTL,
  uselessTtlLine,
} from './lifetimes.ts'
import { methodLine } from './methods.ts'
import { routeLine, storeLine } from './places.ts'
import { adaAsks, afterwards, AWAY_HOURS, cleoLogsIn, HOUR, later, UP_DAYS } from './scenes.ts'

/** Whether session-file-store had let Cleo's session go by its own limit, because her cookie names no end. */
const isDropped = (run: Run): boolean =>
  run.at(later).traced('no session found') && isFileStore(run) && lifeOf(run.at(cleoLogsIn)) === null

/** Whether a ttl, in seconds, is too short, and may be the one that the store has: Ada was still there after a minute. */
function isShort(run: Run, ttl: number): boolean {
  const passed = run.at(afterwards).traced('session found') ? run.at(afterwards).at - run.at(adaAsks).at : 0
  return ttl * 1000 >= passed && ttl * 1000 < AWAY_HOURS * HOUR
}

/** What an end that is no time from the login came to. */
function ofCleo(run: Run): string {
  const life = lifeOf(run.at(cleoLogsIn)) ?? 0
  const came = life <= 0 ? 'was over when it came' : `was to be kept for ${inWords(life)}`
  return (
    `Cleo logged in ${UP_DAYS} days after the start, and her cookie ${came}. maxAge is a time, and it counts anew for ` +
    'each session.'
  )
}

const NO_LONGER = 'The cookie came back, and the store no longer took the session for a valid one.'
/** `ttl` in session-file-helpers.js `DEFAULTS`, 3600 seconds. */
const HOURLY =
  'Where the cookie names no end, session-file-store lets a session go after an hour without a visit, unless an option ' +
  'tells it otherwise.'

export const lasting = check('lasting', `A login is still there after ${AWAY_HOURS} hours without a visit.`, {
  exchange: later,
  header: '> Cookie',
  holds: (run) => userIn(run.at(later)) === 'cleo',
  mistakes: [
    mistake(
      ({ run }) => run.at(cleoLogsIn).setCookies.length === 0,
      'Cleo, who logs in after the restart, got no cookie.',
    ),
    ...storeFaults(later),
    mistake(
      ({ run, code }) => notSaved(run.at(cleoLogsIn), run.at(later)) && (methodLine(code, 'set') ?? storeLine(code)),
      ({ run }) => `The login of Cleo was not saved.${notSavedBy(run.at(cleoLogsIn))}`,
    ),
    mistake(
      ({ run, code }) => isOver(run.at(cleoLogsIn), run.at(later)) && hasOneEnd(run) && endLine(code),
      ({ run }) => `This is one date for all logins. ${ofCleo(run)}`,
    ),
    mistake(
      ({ run, code }) => isOver(run.at(cleoLogsIn), run.at(later)) && isEndOfStart(run) && endLine(code),
      ({ run }) => `This is a date, and it is worked out once, when the file starts. ${ofCleo(run)}`,
    ),
    mistake(
      ({ run, code }) => isOver(run.at(cleoLogsIn), run.at(later)) && lifeLine(code),
      ({ run, code }) =>
        `The browser of Cleo had no cookie any more: ${endOf(run.at(cleoLogsIn), code)} A login must last a day.`,
    ),
    mistake(
      ({ run, code }) => ['ada', 'ben'].includes(String(userIn(run.at(later)))) && routeLine(code, '/me'),
      ({ run }) =>
        `Cleo asked, and GET /me answered with the user ${String(userIn(run.at(later)))}. Who is logged in must be in the ` +
        'session, and each browser has its own.',
    ),
    mistake(
      ({ run, code }) => run.at(later).traced('no session found') && uselessTtlLine(code),
      `The cookie came back, and the store had nothing under its id. ${USELESS_TTL}`,
    ),
    mistake(
      ({ run, code }) => isDropped(run) && isShort(run, ttlIn(code) ?? Infinity) && ttlLine(code),
      ({ code }) => `${NO_LONGER} ${shortTtl(ttlIn(code) ?? 0)} A login must last a day.`,
    ),
    mistake(
      ({ run, code }) => isDropped(run) && ttlIn(code) !== null && ttlLine(code),
      `${NO_LONGER} The store does not get this ttl: session-file-store reads it only among its own options, in the object ` +
        'that its class is given first.',
    ),
    mistake(
      ({ run, code }) => isDropped(run) && ttlLine(code),
      `${NO_LONGER} Look at ttl: is it among the options of the store, and does it come to a day, in seconds?`,
    ),
    mistake(
      ({ run, code }) =>
        isDropped(run) && !code.has(/\.cookie\(|\bmaxAge\b[^]*\bmaxAge\b/) && code.line(/\bmaxAge\s*:\s*[1-9]/),
      `maxAge stands here, and not among the options of the cookie: Cleo got one without an end. ${HOURLY}`,
    ),
    mistake(({ run, code }) => isDropped(run) && storeLine(code), `${NO_LONGER} ${HOURLY}`),
    mistake(
      ({ run, code }) => run.at(later).traced('no session found') && storeLine(code),
      'The cookie came back, and your store had nothing any more under its id.',
    ),
  ],
  otherwise: `After ${AWAY_HOURS} hours GET /me did not answer with the user cleo.`,
})
