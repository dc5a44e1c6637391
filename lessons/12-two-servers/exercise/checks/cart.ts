import {
  answerOf,
  check,
  mistake,
  slip,
  type Evidence,
  type Handle,
  type Seen,
  type Symptom,
} from '../../../../src/exercise/index.ts'
import { asJson } from '../../../answers.ts'
import { adaAsks, adaLogsIn, adaLooks, adaTakesMilk, adaTakesTea, afterwards, benLooks } from './scenes.ts'

/** What may be seen where a login or a cart is lost between two processes. */
const LOST: readonly Symptom[] = [
  'works-locally-only',
  'new-id-every-request',
  'data-lost',
  'no-cookie',
  'error-500',
  'session-undefined',
  'sees-others-data',
]

/** What the app says is in the cart. */
const cartIn = ({ json }: Seen): string => asJson(json['cart'])

const HERS = asJson(['tea', 'milk'])

/** A request that the app answered without her session, though it was found. */
const besideSession = (of: Handle<'send'>, isRight: (seen: Seen) => boolean) =>
  mistake(
    ({ run, facts }) => run.at(of).found !== null && !isRight(run.at(of)) && answerOf(facts(of)),
    ({ run }) =>
      `Her session was found, with ${asJson(run.at(of).data)}, and the answer was ${run.at(of).response.body || 'empty'}. What the session ` +
      'does not hold, only one of the two processes knows: each has variables of its own.',
  )

/** Whether nothing of the cart ever was in her session. */
const isElsewhere = ({ run }: Evidence): boolean =>
  [adaTakesTea, adaTakesMilk].every((visit) => run.at(visit).saved?.session?.['cart'] === undefined)

export const known = check('known', 'Ada logs in at one process, and the other knows her.', {
  exchange: adaAsks,
  header: '> Cookie',
  holds: (run) => run.at(adaAsks).json['user'] === 'ada',
  symptoms: [...LOST, 'logged-out-at-restart'],
  mistakes: [slip(adaLogsIn), slip(adaAsks), besideSession(adaAsks, ({ json }) => json['user'] === 'ada')],
  otherwise: 'GET /me at the second process should have been answered with the user ada.',
})

export const whole = check('cart', 'Tea at one process, milk at the other: both are in her cart.', {
  exchange: adaLooks,
  holds: (run) => cartIn(run.at(adaLooks)) === HERS,
  symptoms: [...LOST, 'logged-out-at-restart'],
  mistakes: [
    slip(adaTakesTea),
    slip(adaLooks),
    mistake(
      (seen) => isElsewhere(seen) && answerOf(seen.facts(adaTakesMilk)),
      ({ run }) =>
        `At one process the cart was ${cartIn(run.at(adaTakesTea))}, then at the other ${cartIn(run.at(adaTakesMilk))}, and none of it was in her ` +
        'session. A variable belongs to one process: the other has one of its own, with the same name.',
    ),
    besideSession(adaLooks, (seen) => cartIn(seen) === HERS),
  ],
  otherwise: `GET /cart should have been answered with the cart ${HERS}.`,
})

export const apart = check('apart', 'Ben has a cart of his own.', {
  exchange: benLooks,
  holds: (run) => cartIn(run.at(benLooks)) === '[]',
  symptoms: ['sees-others-data', 'error-500', 'session-undefined'],
  mistakes: [
    mistake(
      ({ run, facts }) => cartIn(run.at(benLooks)) !== '[]' && answerOf(facts(benLooks)),
      ({ run }) =>
        `Ben has taken nothing, and his cart was ${cartIn(run.at(benLooks))}. What two processes share, all visitors share, unless it is kept for ` +
        'each: a session is.',
    ),
  ],
  otherwise: 'GET /cart should have been answered with an empty cart: Ben has taken nothing.',
})

export const kept = check('kept', 'Login and cart survive when both processes are killed and start again.', {
  exchange: afterwards,
  header: '> Cookie',
  holds: (run) => cartIn(run.at(afterwards)) === HERS,
  symptoms: [...LOST, 'logged-out-at-restart', 'logged-out-early'],
  mistakes: [besideSession(afterwards, (seen) => cartIn(seen) === HERS)],
  otherwise: `When both had started again, GET /cart should have been answered with ${HERS}.`,
})
