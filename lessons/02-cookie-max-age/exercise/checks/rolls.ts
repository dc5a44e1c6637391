import { check, mistake, optionOf, optionsGiven, type Evidence, type Exercise } from '../../../../src/exercise/index.ts'
import { endOf, isAda, isTenMinutes, login, minuteNine, signedAnew, thrownAway, unknown, wentWrong } from './scenes.ts'

/** A reason why the session was found, and the answer had no cookie for the browser, though nothing went wrong. */
const unrolled = (find: Exercise['breakdowns'][number]['find'], says: string) =>
  mistake((seen) => {
    const { run, facts } = seen
    const isFound = facts(minuteNine).session.state === 'found' && run.at(minuteNine).status < 400
    return isFound && run.at(minuteNine).set === undefined && find(seen)
  }, says)

const LEARNED = 'There is no Set-Cookie in the answer, so the browser learned nothing about this visit.'

/** The line in which a handler of the visit calls or sets something, by how its path ends. */
const lineOf = ({ facts, tree }: Evidence, kind: 'calls' | 'writes', ...ends: readonly string[]) =>
  facts(minuteNine)
    .layers.flatMap(({ at }) => tree[kind](at))
    .find(({ path }) => ends.some((end) => path.endsWith(end)))?.line ?? false

/** What session() was called with. */
const given = (seen: Evidence, option: string) => optionsGiven(seen, seen.facts(minuteNine))[option]

export const rolls = check('rolls', 'A visit after nine minutes gives the browser ten more.', {
  exchange: minuteNine,
  header: 'Set-Cookie',
  holds: (run) =>
    isTenMinutes(run.at(minuteNine)) && run.at(minuteNine).set?.id !== undefined && isAda(run.at(minuteNine)),
  symptoms: ['no-cookie', 'session-undefined', 'data-lost', 'logged-out-early', 'nothing-happens', 'error-500'],
  mistakes: [
    mistake(
      ({ run }) => run.at(minuteNine).sent === undefined,
      ({ run }) =>
        'After nine minutes the browser had no session cookie to send: ' +
        (run.at(login).set ? `that of the login ${endOf(run.at(login))}.` : 'the login gave it none.'),
    ),
    wentWrong(minuteNine),
    signedAnew,
    thrownAway,
    unrolled(
      (seen) =>
        given(seen, 'rolling') === undefined && (seen.tree.keys.find(({ path }) => path === 'rolling')?.line ?? false),
      `rolling is set here, but session() is called with something else. ${LEARNED}`,
    ),
    unrolled(
      (seen) => lineOf(seen, 'writes', 'cookie.maxAge', 'cookie.expires'),
      'This line gives the session a new end on the server. The cookie is not sent again for it: express-session sends ' +
        'it for a change of what you keep in the session, and the cookie does not count as that.',
    ),
    unrolled(
      (seen) => lineOf(seen, 'calls', '.touch', '.save'),
      'touch() sets the end in req.session again, and save() writes it into the store. express-session does that at each visit anyway. ' +
        'Neither sends the cookie again, so the browser learned nothing about this visit.',
    ),
    unknown(minuteNine),
  ],
  fallbacks: [
    mistake(
      ({ run }) => run.at(minuteNine).set !== undefined && isAda(run.at(minuteNine)),
      ({ run }) =>
        `The visit sets the cookie again, and that cookie ${endOf(run.at(minuteNine))}. It should end in ten minutes.`,
    ),
    unrolled(
      (seen) => given(seen, 'resave')?.value === true && optionOf(seen, 'resave', seen.facts(minuteNine)),
      `With resave the session is written into the store at each visit. ${LEARNED}`,
    ),
    unrolled(
      (seen) => optionOf(seen, 'rolling', seen.facts(minuteNine)),
      `The session was found. ${LEARNED} Unless told otherwise, express-session does not send the cookie again for a visit that ` +
        'changes nothing in the session.',
    ),
  ],
  otherwise:
    'The visit should have been answered for Ada, with her cookie set again and an Expires ten minutes after Date.',
})
