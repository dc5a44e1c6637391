import { answerOf, check, mistake, slip, writeIn } from '../../../../src/exercise/index.ts'
import { asJson } from '../../../answers.ts'
import { guardOf } from '../../../ways.ts'
import { benStays, everywhere, isIn, laptopAsks, newLogin, phoneAsks, readsAgain, wasIn } from './scenes.ts'

const callsOn = 'A session does not know that its user has another generation now: the guard has to compare the two.'

export const ended = check('everywhere', 'A logout everywhere ends every session of that user.', {
  exchange: laptopAsks,
  holds: (run) => wasIn(run) && !isIn(run.at(laptopAsks)) && !isIn(run.at(phoneAsks)),
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    slip(everywhere),
    mistake(
      ({ run, facts }) =>
        isIn(run.at(laptopAsks)) &&
        run.at(everywhere).destroyed.length > 0 &&
        !isIn(run.at(phoneAsks)) &&
        answerOf(facts(everywhere)),
      'destroy() ended the session of the phone, which asked for it. The laptop has a session of its own, and is still logged in.',
    ),
    mistake(
      ({ run, facts }) => isIn(run.at(phoneAsks)) && !isIn(run.at(laptopAsks)) && answerOf(facts(everywhere)),
      'The laptop is logged out, and the phone that asked for it is still in.',
    ),
    mistake(
      (seen) => isIn(seen.run.at(laptopAsks)) && guardOf(seen, laptopAsks),
      ({ run }) => `The laptop still gets the account: its session says ${asJson(run.at(laptopAsks).data)}. ${callsOn}`,
    ),
  ],
  otherwise: 'After POST /shop/logout-everywhere, no browser of Ada should get her account.',
})

export const others = check('others', 'That logs out no other user, and a new login works.', {
  exchange: benStays,
  holds: (run) => isIn(run.at(benStays)) && isIn(run.at(readsAgain)),
  symptoms: ['session-undefined', 'error-500'],
  mistakes: [
    mistake(
      ({ run, facts }) => run.at(benStays).notFound && answerOf(facts(everywhere)),
      "Ben did nothing, and his session is gone from the store. Ada's logout should end her sessions only.",
    ),
    mistake(
      ({ run, facts }) => !isIn(run.at(benStays)) && answerOf(facts(everywhere)),
      ({ run }) =>
        `Ben's session is there and says ${asJson(run.at(benStays).data)}, and he is refused. Ada logged out, and only her number should change.`,
    ),
    mistake(
      ({ run, facts }) => !isIn(run.at(readsAgain)) && writeIn(facts(newLogin), 'session.generation'),
      ({ run }) =>
        `Ada logged in again, and is refused: her new session says ${asJson(run.at(readsAgain).data)}. A login has to copy the current number.`,
    ),
  ],
  otherwise: 'Ben should still get his account after that, and Ada hers after a new login.',
})
