import { check, duration, mistake, optionOf, writeIn, type Evidence } from '../../../../src/exercise/index.ts'
import { failed, heldIn, LOST, over, userIn } from './logins.ts'
import { AWAY_HOURS, cleoLogsIn, later, look } from './scenes.ts'

const [SECOND, HOUR] = [1000, 3_600_000]

/** The call of session() that was asked last. */
const callOf = ({ observation }: Evidence) => observation.sessions.at(-1)

/** The limit of the store, in milliseconds, where it let Cleo's session go by that; null if it is not known, or long enough. */
function limitOf(seen: Evidence): number | null {
  const { value } = callOf(seen)?.store?.settings['ttl'] ?? {}
  const isGone = seen.run.at(later).traced('no session found') && typeof value === 'number'
  return isGone && value * SECOND < AWAY_HOURS * HOUR ? value * SECOND : null
}

/** Whether session() was given a ttl, which it does not know. */
const isBeside = (seen: Evidence): boolean => callOf(seen)?.options['ttl'] !== undefined

export const lasting = check('lasting', `A login is still there after ${AWAY_HOURS} hours without a visit.`, {
  exchange: later,
  header: '> Cookie',
  holds: (run) => userIn(run.at(later)) === 'cleo',
  symptoms: [...LOST, 'logged-out-early', 'new-id-every-request'],
  mistakes: [
    failed(cleoLogsIn),
    over(cleoLogsIn, later),
    mistake(
      (seen) => limitOf(seen) !== null && optionOf(seen, isBeside(seen) ? 'ttl' : 'store.ttl'),
      (seen) =>
        `The cookie came back, but for the store the session had expired: its ttl is ${duration(limitOf(seen) ?? 0)}. ` +
        (isBeside(seen)
          ? 'The store does not get this ttl: session-file-store reads it only from its own options, the object passed to its class.'
          : 'It counts seconds, and the default is an hour. A login must last a day.'),
    ),
    mistake(
      (seen) => seen.run.at(later).traced('no session found') && optionOf(seen, 'store'),
      'The cookie came back, but the store no longer had anything under its id.',
    ),
  ],
  otherwise: `After ${AWAY_HOURS} hours GET /me did not answer with the user cleo.`,
})

/** What the visit stored in its session besides the cookie. */
const fieldsIn = ({ run }: Evidence): readonly string[] => Object.keys(heldIn(run.at(look).saved?.session))

const optionIn = ({ observation }: Evidence) => observation.sessions[0]?.options['saveUninitialized']

export const empty = check('empty', 'A visitor who only looks at / leaves nothing in the store.', {
  exchange: look,
  header: 'Set-Cookie',
  holds: (run) => run.at(look).saved === undefined,
  symptoms: ['store-fills'],
  mistakes: [
    mistake(
      (seen) => fieldsIn(seen).length > 0 && writeIn(seen.facts(look), `session.${fieldsIn(seen)[0]}`),
      (seen) => `A visit to / writes ${fieldsIn(seen).join(', ')} into the session, so there is something to keep.`,
    ),
    mistake(
      ({ facts }) => facts(look).calls.find(({ method }) => method === 'save')?.at ?? false,
      'save() stores a session even if nothing was written into it.',
    ),
    mistake(
      (seen) => optionIn(seen)?.value !== false && optionOf(seen, 'saveUninitialized'),
      (seen) => {
        const { kind, value } = optionIn(seen) ?? { kind: 'undefined' }
        if (kind === 'undefined')
          return 'The option saveUninitialized is missing, and without it every session is stored, even one into which nothing was written.'
        return kind === 'string'
          ? `saveUninitialized is a string here, and any string that is not empty counts as true, even the string ${value}.`
          : 'With saveUninitialized: true every session is stored, even one into which nothing was written. Each passing bot leaves a file.'
      },
    ),
  ],
  otherwise: 'A visit to / without a cookie stored a session, although the visitor did nothing.',
})
