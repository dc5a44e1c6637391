import { answerOf, check, mistake, slip } from '../../../../src/exercise/index.ts'
import { after, copy, isIn, logout, wasIn } from './scenes.ts'

export const dropped = check('dropped', 'After a logout the browser sends no session cookie.', {
  exchange: after,
  header: '> Cookie',
  holds: (run) => wasIn(run) && run.at(after).sent === undefined && !isIn(run.at(after)),
  symptoms: ['logout-does-not-work', 'session-undefined', 'error-500'],
  mistakes: [
    slip(logout),
    mistake(({ run, facts }) => {
      const { setCookies, cookieGone } = run.at(logout)
      return setCookies.length > 1 && !cookieGone && answerOf(facts(logout))
    }, 'The answer clears shop.sid, and then sets it again: the request still has a session, and that has changed. The last line counts.'),
    mistake(
      ({ run, facts }) =>
        run.at(logout).set === undefined && run.at(logout).setCookies.length > 0 && answerOf(facts(logout)),
      ({ run }) =>
        `The answer cleared ${run
          .at(logout)
          .setCookies.map(({ name }) => name)
          .join(' and ')}. The session cookie has the name that session() gives it.`,
    ),
    mistake(
      ({ run, facts }) =>
        run.at(logout).setCookies.length === 0 && run.at(after).sent !== undefined && answerOf(facts(logout)),
      'The answer to the logout has no Set-Cookie line, so the browser keeps its cookie and sends it again. destroy() alone sends none.',
    ),
  ],
  otherwise: 'After POST /shop/logout the browser should have sent no shop.sid any more.',
})

export const copied = check('copy', 'A copy of the cookie from before the logout opens nothing.', {
  exchange: copy,
  header: '> Cookie',
  holds: (run) => wasIn(run) && !isIn(run.at(copy)),
  symptoms: ['insecure', 'session-undefined', 'error-500'],
  mistakes: [
    slip(logout),
    mistake(
      ({ run, facts }) => run.at(logout).destroyed.length > 0 && run.at(copy).found !== null && answerOf(facts(logout)),
      'destroy() deleted the session, and then it was saved again: the store has it as before.',
    ),
  ],
  fallbacks: [
    mistake(
      ({ run, facts }) => run.at(logout).destroyed.length === 0 && isIn(run.at(copy)) && answerOf(facts(logout)),
      'The store was not told of the logout. It still has the session with its user, and a copied cookie leads to it.',
    ),
  ],
  otherwise: 'The cookie from before the logout, sent by hand, should have been refused with 401.',
})
