import { check, mistake } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { isAnswered } from '../../../answers.ts'
import { foundWords, isElsewhere, isForgotten, isOver, missed, visits } from './evidence.ts'
import { miscounts } from './miscounts.ts'
import { calledIn, FILLED, optionIn } from './places.ts'
import { first, second } from './scenes.ts'
import { mute, refused } from './shared.ts'
import { failing, stopped } from './stopped.ts'

export const counted = check('counted', 'The next visit of the same browser is number 2.', {
  exchange: second,
  header: '> Cookie',
  holds: (run) => visits(run.at(second)) === 2 && !isOver(run),
  mistakes: [
    refused(second),
    mistake(
      ({ run, code }) =>
        missed(run.at(second)) && visits(run.at(first)) === 1 && visits(run.at(second)) === 1 && code.line(FILLED),
      'session() did not run, so req.session was undefined, and this line gave it an object. That one is no session: ' +
        'it belongs to a single request and is gone after it. So both visits were number 1.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(first).attribute('Domain') !== undefined && !run.at(second).sent && (optionIn(code, 'domain') ?? true),
      ({ run }) =>
        `The cookie of the first visit says Domain=${run.at(first).attribute('Domain')}. A browser takes cookies only for the ` +
        'site that it visits, so it threw this one away and had nothing to send.',
    ),
    mistake(
      ({ run, code }) => isOver(run) && (optionIn(code, 'maxAge|expires') ?? true),
      ({ code }) =>
        'The session of the first visit ends in less than two seconds: compare Expires with Date. ' +
        (code.has(/\bmaxAge\b/) ? 'maxAge counts milliseconds.' : 'expires is the moment at which it ends.'),
    ),
    mistake(
      ({ run, code }) =>
        run.at(first).attribute('Secure') !== undefined && !run.at(second).sent && (optionIn(code, 'secure') ?? true),
      'The cookie of the first visit says Secure, which is for https, and this is http. So the browser did not send ' +
        'it back.',
    ),
    mistake(
      ({ run, code }) => isElsewhere(run.at(first)) && !run.at(second).sent && (optionIn(code, 'path') ?? true),
      'The cookie of the first visit is for other addresses: look at Path in its Set-Cookie line. So the browser sent ' +
        'nothing to GET /.',
    ),
    mistake(
      ({ run }) => !run.at(first).set && !run.at(second).sent && visits(run.at(second)) === 1,
      'The first visit gave the browser no session cookie, so it had none to send, and nobody could know it again.',
    ),
    mistake(
      ({ run, code }) => isForgotten(run) && !code.has(/\bstore\b/) && (calledIn(code) ?? true),
      'The browser sent its cookie, and the store did not know it. Without the option store, each call of session() ' +
        'makes a store of its own. Call it once, when the file starts, and not again for each request.',
    ),
    mistake(
      ({ run }) => isForgotten(run),
      'The browser sent its cookie, and the store did not know it, though it was given a session at the first visit.',
    ),
    mistake(
      ({ run, code }) => run.at(second).traced('cookie signature invalid') && (optionIn(code, 'secret') ?? true),
      'The browser sent its cookie, but that was signed with another secret. The secret must be the same for every ' +
        'request.',
    ),
    ...asJson,
    stopped(second),
    failing(second),
    mute(second, 2),
    ...miscounts,
    mistake(
      ({ run }) => run.at(second).traced('session found') && isAnswered(run.at(second)),
      ({ run }) =>
        `The session was found, and it held ${foundWords(run.at(second)) || 'nothing'}. The answer should have said visits: 2.`,
    ),
  ],
  otherwise: 'The answer to the second visit of this browser should have said visits: 2.',
})
