import { check, mistake } from '../../../../src/exercise/index.ts'
import { isAnswered } from '../../../answers.ts'
import { contents, isRefused, leftEmptySession, leftSession } from './evidence.ts'
import { calledIn, MISSPELT_SAVE } from './places.ts'
import { monitor } from './scenes.ts'
import { refused } from './shared.ts'

const RAN = 'session() ran for the monitor too, and'

export const clean = check('clean', 'GET /health answers, and leaves no session in the store.', {
  exchange: monitor,
  holds: (run) => isAnswered(run.at(monitor)) && run.at(monitor).status < 300 && !leftSession(run.at(monitor)),
  mistakes: [
    refused(monitor),
    mistake(
      ({ run, code }) =>
        leftEmptySession(run.at(monitor)) && !code.has(/\bsaveUninitialized\b/) && code.line(MISSPELT_SAVE),
      ({ code }) =>
        `express-session has no option ${code.word(MISSPELT_SAVE)}, and says nothing of options that it does not ` +
        'know. So the monitor was given a session with nothing in it. The spelling is saveUninitialized.',
    ),
    mistake(
      ({ run, code }) =>
        leftEmptySession(run.at(monitor)) && !code.has(/\bsaveUninitialized\b/) && (calledIn(code) ?? true),
      `${RAN} saved a session with nothing in it. Where saveUninitialized is left out, it counts as true.`,
    ),
    mistake(
      ({ run, code }) =>
        leftEmptySession(run.at(monitor)) &&
        code.has(/\bsaveUninitialized\s*:\s*false\b/) &&
        code.line(/\.session\.save\(/),
      `${RAN} save() put a session with nothing in it into the store.`,
    ),
    mistake(
      ({ run, code }) => leftEmptySession(run.at(monitor)) && (code.line(/\bsaveUninitialized\b/) ?? true),
      `${RAN} made it a session with nothing in it. saveUninitialized says that such a session is saved all the same: ` +
        'one a second, and nobody ever asks for it again.',
    ),
    mistake(
      ({ run }) => leftSession(run.at(monitor)),
      ({ run }) =>
        `This visit to /health put something into the session, ${contents(run.at(monitor))}, so it was saved. A monitor ` +
        'keeps no cookies: each of its visits makes one more.',
    ),
    mistake(
      ({ run }) => isRefused(run.at(monitor)) && run.at(monitor).status >= 400 && run.at(monitor).status !== 404,
      ({ run }) =>
        `GET /health was answered with ${run.at(monitor).status}, which says that something is wrong. That is what a monitor ` +
        'raises an alarm for.',
    ),
  ],
  otherwise: 'GET /health should have been answered without an error, and nothing should have been saved for it.',
})
