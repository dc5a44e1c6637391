import {
  answerOf,
  check,
  mistake,
  optionOf,
  optionsGiven,
  writeIn,
  type Evidence,
  duration,
} from '../../../../src/exercise/index.ts'
import { isAnswered } from '../../../answers.ts'
import { endOf, isTenMinutes, lasts, login, SECOND, wentWrong } from './scenes.ts'

/** Whether the login sets a session cookie without an end. */
const isEndless = ({ run }: Evidence): boolean => run.at(login).set !== undefined && lasts(run.at(login)) === undefined

/** The first request that changed the cookie of its session by hand. */
const changer = ({ observation }: Evidence) =>
  observation.exchanges.find(({ changes }) => changes.some(({ kind }) => kind === 'cookie'))

const isChangedAtLogin = (seen: Evidence): boolean => changer(seen)?.number === seen.facts(login).number

/** What an option of the cookie is. */
const given = (seen: Evidence, name: string) => optionsGiven(seen, seen.facts(login))[`cookie.${name}`]

/** The maxAge of the session as the store got it, in milliseconds, if the cookie lasts as long; NaN if not. */
function maxAge({ run }: Evidence): number {
  const { originalMaxAge } = Object(run.at(login).session?.['cookie']) as { readonly originalMaxAge?: unknown }
  const time = typeof originalMaxAge === 'number' ? originalMaxAge : Number.NaN
  return Math.abs((lasts(run.at(login)) ?? Number.NaN) - time) <= SECOND ? time : Number.NaN
}

const EMPTY =
  'There was a session for this login, but it was still empty when the answer went out, so the answer has no cookie for it. ' +
  'The user who logged in must be put into req.session before that.'

export const ends = check('ends', 'The cookie that the login sets ends ten minutes later.', {
  exchange: login,
  header: 'Set-Cookie',
  holds: (run) => isTenMinutes(run.at(login)),
  symptoms: ['no-cookie', 'session-undefined', 'data-lost', 'logged-out-early', 'nothing-happens', 'error-500'],
  mistakes: [
    wentWrong(login),
    mistake(({ run, facts, tree }) => {
      const { session, layers } = facts(login)
      const isEmpty = session.state === 'no-cookie' && session.cookie === 'none' && session.why === null
      const isLeft = isEmpty && !session.saved && isAnswered(run.at(login))
      return isLeft && (tree.writes(layers.at(-1)?.at ?? null)[0]?.line ?? answerOf(facts(login)))
    }, EMPTY),
    mistake(
      (seen) => {
        const exchange = changer(seen)
        return exchange !== undefined && isEndless(seen) && writeIn(exchange, 'session.cookie')
      },
      (seen) =>
        isChangedAtLogin(seen)
          ? 'This gives the session a cookie without an end: it came without Expires. Keep the cookie that is there, and ' +
            'set its maxAge.'
          : 'This line sets the end, but it had not run yet when Ada logged in: her cookie came without Expires. ' +
            'Such a cookie stays as long as the browser is open.',
    ),
    mistake(
      (seen) => isEndless(seen) && given(seen, 'maxAge')?.kind === 'number' && optionOf(seen, 'cookie.expires'),
      'expires comes after maxAge here, and replaces it: of the two, the last one counts. The cookie came without ' +
        'Expires.',
    ),
    mistake(
      (seen) => isEndless(seen) && given(seen, 'maxAge') !== undefined && optionOf(seen, 'cookie.maxAge'),
      (seen) =>
        `maxAge is ${given(seen, 'maxAge')?.value ?? given(seen, 'maxAge')?.kind} here, so the cookie came without Expires. A variable ` +
        'that the environment does not have is undefined.',
    ),
    mistake(
      (seen) => given(seen, 'expires')?.kind === 'number' && !isEndless(seen) && optionOf(seen, 'cookie.expires'),
      ({ run }) =>
        'expires must be a Date, and this is a number. express-session took it as a time in milliseconds: the cookie ' +
        `of this login ${endOf(run.at(login))}.`,
    ),
    mistake(
      (seen) => {
        const write = isChangedAtLogin(seen) && writeIn(seen.facts(login), 'session.cookie')
        return !Number.isNaN(maxAge(seen)) && (write || optionOf(seen, 'cookie.maxAge'))
      },
      (seen) =>
        maxAge(seen) <= 0
          ? `maxAge says how long the cookie lasts, and ${maxAge(seen)} is no time at all: it was over when it came.`
          : `maxAge counts milliseconds, and ${maxAge(seen)} of them are ${duration(maxAge(seen))}. Compare Expires with Date in the answer.`,
    ),
  ],
  fallbacks: [
    mistake(
      isEndless,
      'The cookie came without Expires, so the browser was told no end. It keeps such a cookie as long as it stays open.',
    ),
    mistake(
      ({ run }) => run.at(login).set !== undefined,
      ({ run }) => `The cookie of this login ${endOf(run.at(login))}. It should end in ten minutes.`,
    ),
  ],
  otherwise: 'The login should have been answered with a session cookie that has an Expires, ten minutes after Date.',
})
