import { check, dataOf, mistake, optionOf, unreadOptions, writeIn } from '../../../../src/exercise/index.ts'
import type { Evidence, Run } from '../../../../src/exercise/index.ts'
import { stoppedAbove } from '../../../answers.ts'
import { allIds, comesBack, first, genid, noIds } from './scenes.ts'

/** Whether no session() got a genid, so that the ids are express-session's own. */
const isDefault = ({ observation: { sessions } }: Evidence): boolean =>
  sessions.length > 0 && sessions.every(({ options }) => options['genid'] === undefined)

/** Whether session() got nothing that it does not read. */
const knowsAll = ({ observation }: Evidence): boolean =>
  observation.sessions.every((call) => unreadOptions(call).length === 0)

/** Where what a request came to writes an id to it. */
const written = ({ facts, tree }: Evidence) =>
  facts(first)
    .layers.flatMap(({ at }) => tree.writes(at))
    .find(({ path }) => path.endsWith('.sessionID'))

const wrong = ({ run }: Evidence): string => allIds(run).find((id) => !id.startsWith('shop-')) ?? ''

export const prefix = check('prefix', 'Every visitor gets a cookie with an id that begins with shop-.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && allIds(run).every((id) => id.startsWith('shop-')),
  symptoms: ['nothing-happens', 'no-cookie', 'session-undefined', 'data-lost', 'new-id-every-request', 'error-500'],
  mistakes: [
    stoppedAbove(first),
    mistake(
      (seen) => seen.run.at(first).set?.name.startsWith('shop-') === true && optionOf(seen, 'name'),
      ({ run }) =>
        `Now the cookie is called ${run.at(first).set?.name}: the option name sets that. The id in it is still one that ` +
        'express-session made by itself.',
    ),
    mistake(
      (seen) => isDefault(seen) && (genid(seen)?.line ?? null),
      ({ observation }) =>
        `genid is set too late. session() read its options when line ${observation.sessions.at(-1)?.at?.line} called it, and there was ` +
        'no genid among them yet. So it makes the ids itself.',
    ),
    mistake(
      (seen) => isDefault(seen) && (written(seen)?.line ?? null),
      'You write an id into req.sessionID, but these ids are not yours: session() makes one by itself and puts it there. Look ' +
        'for the option by which it gets its ids from you.',
    ),
    mistake(
      (seen) => isDefault(seen) && knowsAll(seen) && optionOf(seen, 'genid'),
      'express-session made these ids by itself: session() was given no function that makes others. The place ' +
        'of yours is among its options, beside secret.',
    ),
    mistake(
      (seen) => wrong(seen) !== '' && !isDefault(seen) && optionOf(seen, 'genid'),
      (seen) =>
        wrong(seen).toLowerCase().startsWith('shop-')
          ? `The id ${wrong(seen)} does not begin with shop-: capital and small letters are not the same.`
          : `The id ${wrong(seen)} does not begin with shop-. What genid returns is the whole id: nothing is put in front of it.`,
    ),
  ],
  otherwise: 'Not every visitor got a session cookie with an id that begins with shop-.',
})

/** For how many milliseconds the session was to live. Nobody comes back within a second: here they do, because the clock stands still. */
function lifetime(run: Run): number {
  const { originalMaxAge } = (run.at(first).session?.['cookie'] ?? {}) as { readonly originalMaxAge?: unknown }
  return typeof originalMaxAge === 'number' ? originalMaxAge : Infinity
}

const isFound = (run: Run): boolean => run.at(comesBack).traced('session found')

/** Whether the visitor who came back got another session than the one that they had. */
const isReplaced = (run: Run): boolean => ![undefined, run.at(first).set?.id].includes(run.at(comesBack).saved?.id)

/** Whether what the first visitor had is gone at the second visit. Who carries it over into a new session has it still. */
function isLost(run: Run): boolean {
  const [before, after] = [run.at(first).session, run.at(comesBack).session]
  const names = Object.keys(dataOf(before))
  const isStuck = typeof before?.['visits'] === 'number' && after?.['visits'] === before['visits']
  // A count beside other things may have its reasons for standing still.
  if (!isReplaced(run)) return isStuck && names.length === 1
  return names.length === 0 || isStuck || names.some((name) => !(name in (after ?? {})))
}

const callOf = ({ facts }: Evidence, of: typeof first, method: string) =>
  facts(of).calls.find((call) => call.method === method)?.at ?? null

export const comeback = check('comeback', 'Anyone who comes back with the cookie finds their session again.', {
  exchange: comesBack,
  header: '> Cookie',
  holds: (run) => isFound(run) && lifetime(run) >= 1000 && !isLost(run),
  symptoms: ['data-lost', 'new-id-every-request', 'logged-out-early'],
  mistakes: [
    noIds,
    mistake(
      (seen) => lifetime(seen.run) < 1000 && optionOf(seen, 'cookie.maxAge'),
      ({ run }) =>
        `The session ends ${lifetime(run)} ms after it began: maxAge counts milliseconds. When the visitor comes back, it is over.`,
    ),
    mistake(
      (seen) => isFound(seen.run) && isReplaced(seen.run) && (callOf(seen, comesBack, 'regenerate') ?? true),
      (seen) =>
        `The session was found, and ${callOf(seen, comesBack, 'regenerate') ? 'regenerate() threw it away: it makes' : 'then replaced by'} ` +
        'a new one, with a new id. What the first visit left is gone. This happens at each visit, so every visit is a first one.',
    ),
    mistake(
      ({ run, facts }) => isFound(run) && writeIn(facts(comesBack), 'session.visits'),
      ({ run }) =>
        `The session was found, but visits in it is ${String(run.at(comesBack).session?.['visits'])} after the second visit, as it was ` +
        'after the first. What is written there does not build on what was there.',
    ),
    mistake(
      (seen) => callOf(seen, first, 'destroy'),
      'destroy() takes the session out of the store again, in the visit in which it was made. So there is none when the visitor comes back.',
    ),
  ],
  otherwise: 'The first visitor came back with the cookie, and express-session found no session for the id in it.',
})
