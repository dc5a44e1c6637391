import { check, dataOf, mistake, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { noIds } from './ids.ts'
import { comesBack, first } from './scenes.ts'

const LIFETIME = /\b(?:maxAge|expires)\b/

/** Under which ids the store was given the session of the first visitor. */
const stored = (run: Run) => run.at(first).store.flatMap(({ op, id }) => (op === 'set' ? [id] : []))

/** For how many milliseconds that session was to live, if it was to end. */
function lifetime(run: Run): number | undefined {
  const { originalMaxAge } = (run.at(first).session?.['cookie'] ?? {}) as { readonly originalMaxAge?: unknown }
  return typeof originalMaxAge === 'number' ? originalMaxAge : undefined
}

/** Nobody comes back within a second: here they do, because the clock stands still. */
const isShort = (run: Run): boolean => (lifetime(run) ?? Infinity) < 1000

/** Whether the visitor who came back got another session than the one that they had. */
function isReplaced(run: Run): boolean {
  const { saved } = run.at(comesBack)
  return saved !== undefined && saved.id !== run.at(first).set?.id
}

interface Visits {
  readonly before: Seen['session']
  readonly after: Seen['session']
}

/** Whether the starter's counter stands still at the second visit. */
const isStuck = ({ before, after }: Visits): boolean =>
  typeof before?.['visits'] === 'number' && after?.['visits'] === before['visits']

/** The session at both visits. */
const visitsOf = (run: Run): Visits => ({ before: run.at(first).session, after: run.at(comesBack).session })

/** Whether what the first visitor had is gone at the second visit. Who carries it over into a new session has it still. */
function isLost(run: Run): boolean {
  const visits = visitsOf(run)
  const names = Object.keys(dataOf(visits.before))
  if (isReplaced(run)) {
    return names.length === 0 || isStuck(visits) || names.some((name) => !(name in (visits.after ?? {})))
  }
  // A count beside other things may have its reasons for standing still.
  return isStuck(visits) && names.length === 1
}

export const comeback = check('comeback', 'Whoever comes back with the cookie finds their session again.', {
  exchange: comesBack,
  header: '> Cookie',
  holds: (run) => run.at(comesBack).traced('session found') && !isShort(run) && !isLost(run),
  mistakes: [
    noIds,
    mistake(
      ({ run, code }) =>
        stored(run).length > 0 &&
        !stored(run).includes(run.at(first).set?.id ?? '') &&
        (code.line(/\.sessionID\s*[+]?=(?!=)/) ?? true),
      ({ run }) =>
        `The cookie carries the id ${run.at(first).set?.id}, and the store has the session under ${stored(run).at(-1)}. So nobody ` +
        'finds it again. An id that is changed after express-session made it is changed in the cookie only.',
    ),
    mistake(
      ({ run, code }) => isShort(run) && (code.line(LIFETIME) ?? true),
      ({ run }) =>
        (lifetime(run) ?? 0) > 0
          ? `The session ends ${lifetime(run)} ms after it began: maxAge counts milliseconds. When the visitor comes back, it is over.`
          : 'The session is over as soon as it has begun: the end that its cookie is given does not lie in the future.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(comesBack).traced('session found') && isReplaced(run) && isLost(run) && code.line(/\.regenerate\(/),
      'The session was found, and regenerate() threw it away: it makes a new one, with a new id and nothing in it. This happens at ' +
        'each visit, so nobody gets beyond their first.',
    ),
    mistake(
      ({ run }) => run.at(comesBack).traced('session found') && isReplaced(run) && isLost(run),
      'The session was found and then replaced by a new one, with a new id. What the first visit left in it is gone.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(comesBack).traced('session found') && isLost(run) && (code.line(/\.session\.visits\s*=(?!=)/) ?? true),
      ({ run }) =>
        `The session was found, but visits in it is ${String(visitsOf(run).after?.['visits'])} after the second visit, as it was ` +
        'after the first. What is written there does not go on from what was there.',
    ),
    mistake(
      ({ run, code }) => run.at(first).destroyed.includes(run.at(first).set?.id ?? '') && code.line(/\.destroy\(/),
      'destroy() takes the session out of the store again, in the visit in which it was made. So there is none when the ' +
        'visitor comes back.',
    ),
  ],
  otherwise: 'The first visitor came back with the cookie, and express-session found no session for the id in it.',
})
