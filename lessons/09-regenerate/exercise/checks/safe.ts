import { answerOf, check, mistake, writeIn, type Evidence } from '../../../../src/exercise/index.ts'
import { again, copy, login, old } from './scenes.ts'

/** Whether the old session was deleted, and saved again when regenerate() had called back. */
function isPutBack({ run, facts }: Evidence): boolean {
  const { destroyed, saved } = run.at(login)
  const isWaitedFor = facts(login).calls.some(({ method, doneMs }) => method === 'regenerate' && doneMs !== null)
  return isWaitedFor && saved?.id === old(run) && destroyed.includes(saved?.id ?? '')
}

const putBack = mistake(
  (seen) => isPutBack(seen) && writeIn(seen.facts(login), 'session'),
  'The old session replaced the new one, and was saved again under its old id. The new session is in req.session when ' +
    'regenerate() calls back: put there what should go on.',
)

export const fixation = check('fixation', 'A cookie from before the login is not logged in after it.', {
  exchange: login,
  header: 'Set-Cookie',
  holds: (run) => run.at(login).failure === null && run.at(copy).json['user'] === 'nobody',
  symptoms: ['insecure', 'data-lost', 'session-undefined'],
  mistakes: [putBack],
  otherwise: 'Mallory sent the cookie that she had copied before the login, and was not "nobody".',
})

export const carried = check('cart', 'Whatever was in the cart before the login is still in it.', {
  exchange: again,
  holds: (run) => String(run.at(again).json['cart']) === 'apple',
  symptoms: ['data-lost'],
  mistakes: [
    putBack,
    mistake(
      ({ run, facts }) => run.at(login).destroyed.includes(old(run) ?? '') && answerOf(facts(login)),
      'The new session began empty, and the cart was not copied into it. It was in the old one, which is deleted.',
    ),
  ],
  otherwise: 'GET /home after the login should have been answered with "cart":["apple"].',
})

export const addressGone = check('address', 'An address that was entered before the login is gone.', {
  exchange: again,
  // Where nobody is logged in, the visitor may still have it.
  holds: ({ at }) =>
    at(again).json['user'] !== 'ada' ||
    (at(again).json['address'] === 'none' && at(again).found?.['address'] === undefined),
  symptoms: ['insecure'],
  mistakes: [
    mistake(
      ({ run, facts }) => run.at(again).found?.['address'] !== undefined && writeIn(facts(login), 'session.user'),
      'The address is in the session after the login, and Mallory had put it there. Not all of a session may go on: choose what does.',
    ),
  ],
  otherwise: 'GET /home after the login should have been answered with "address":"none".',
})
