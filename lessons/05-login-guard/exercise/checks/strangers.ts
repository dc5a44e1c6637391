import { check, mistake, type Evidence, type Run } from '../../../../src/exercise/index.ts'
import { hasLetters, isOpen, succeeded } from './evidence.ts'
import {
  guardName,
  lineInGuard,
  lineOfAssignment,
  lineOfGuard,
  lineOfGuardCall,
  lineOfRoute,
  lineOfUse,
} from './lines.ts'
import { below, limited } from './middleware.ts'
import { ASSIGNS, inverted } from './refusals.ts'
import { adaReads, adaReadsAgain, strangerDeletes, strangerWants } from './scenes.ts'

export const strangers = check('strangers', 'Who is not logged in gets 401, and deletes no letters.', {
  exchange: strangerDeletes,
  holds: (run) => run.at(strangerWants).status === 401 && run.at(strangerDeletes).status === 401 && !areGone(run),
  mistakes: [
    inverted,
    limited(strangerDeletes, strangerWants),
    below(strangerDeletes),
    below(strangerWants),
    mistake(({ run, code }) => isOpen(run) && lineOfAssignment(code), `${ASSIGNS}.`),
    mistake(
      ({ run, code }) =>
        (isOpen(run) || succeeded(run.at(strangerDeletes))) && lineBelow(code, isOpen(run) ? 'get' : 'delete'),
      'The guard stands below a route for /letters. Express goes from top to bottom: the route answers, and the guard is ' +
        'never asked.',
    ),
    mistake(
      ({ run, code }) => isOpen(run) && isGuarded(code) && lineInGuard(code, ALWAYS_THERE),
      'The guard let a stranger pass. Each request has a req.session and a req.sessionID, even one without a cookie, so that ' +
        'these are there tells nothing. What counts is what the session says.',
    ),
    mistake(
      ({ run, code }) => isOpen(run) && isGuarded(code) && lineOfGuard(code),
      'The guard stands before GET /letters, and yet it let a stranger pass, who has no cookie and is nobody. Look at what it ' +
        'asks, and at when it calls next().',
    ),
    mistake(
      ({ run, code }) => isOpen(run) && (lineOfRoute(code, 'get', '/letters') ?? true),
      'A stranger without a cookie got the letters from GET /letters. Nobody stopped him before that route.',
    ),
    mistake(
      ({ run, code }) =>
        run.at(strangerWants).status === 401 &&
        succeeded(run.at(strangerDeletes)) &&
        (lineOfRoute(code, 'delete', '/letters') ?? true),
      'A stranger without a cookie was stopped at GET /letters, but not at DELETE /letters. What guards one route does not ' +
        'guard the other.',
    ),
    mistake(
      ({ run, code }) => Math.floor(run.at(strangerWants).status / 100) === 3 && (code.line(/\.redirect\(/) ?? true),
      'A stranger is sent to another page. That is good for a person with a browser, but here programs ask, and they are to ' +
        'be told with 401.',
    ),
    mistake(
      ({ run, code }) => run.at(strangerWants).status === 403 && (code.line(/\b403\b/) ?? true),
      'A stranger gets 403. That says: I know who you are, and you may not. Who is not logged in gets 401.',
    ),
    mistake(
      ({ run, code }) =>
        (run.at(strangerWants).status === 404 || run.at(strangerDeletes).status === 404) && code.line(SKIPS),
      ({ code }) =>
        `next('${code.word(SKIPS)}') skips the rest of this ${code.word(SKIPS)}, and nothing that comes later answers, so ` +
        'Express says 404. Who is not logged in gets 401, and the guard itself can say that.',
    ),
    mistake(
      ({ run }) => succeeded(run.at(strangerWants)),
      ({ run }) =>
        `The stranger got no letters, but the status is ${run.at(strangerWants).status}, which means that all went well. Programs look ` +
        'at the status.',
    ),
    mistake(
      ({ run, code }) => run.at(strangerDeletes).status === 401 && areGone(run) && lineOfGuardCall(code),
      'Here a handler calls the guard. The guard answers 401 and returns, and then the handler goes on: the letters are gone.',
    ),
    mistake(
      ({ run, code }) => run.at(strangerDeletes).status === 401 && areGone(run) && (code.line(NEXT_AFTER_401) ?? true),
      'The stranger got 401, and yet the letters are gone: the route ran all the same. Sending an answer does not end a ' +
        'function, so look at what comes after it.',
    ),
  ],
  otherwise: 'A stranger is to get 401 from GET /letters and from DELETE /letters, and the letters are to stay.',
})

/** Whether letters that Ada saw were gone when she looked again. */
function areGone(run: Run): boolean {
  const [before, after] = [run.at(adaReads), run.at(adaReadsAgain)]
  return hasLetters(before) && hasLetters(after) && before.response.body !== after.response.body
}

/** The line of a guard that was put below the route that it is meant for. */
function lineBelow(code: Evidence['code'], method: string): number | null {
  const [guard, route] = [lineOfUse(code), lineOfRoute(code, method, '/letters')]
  return guard !== null && route !== null && guard > route ? guard : null
}

/** Whether the letters have a guard in their own route. */
const isGuarded = (code: Evidence['code']) =>
  guardName(code) !== undefined &&
  code.has(new RegExp(`\\.get\\(\\s*['"\`]/letters['"\`]\\s*,\\s*\\[?\\s*${guardName(code)}\\b`))

/** A condition that asks for a session, and not for what is in it. */
const ALWAYS_THERE = /\breq\w*\.session(?:ID)?(?=\s*(?:\)|&&|\|\||[=!]==?|\?\s))/

/** Where everything else in a route, or in a router, is left out. */
const SKIPS = /\bnext\(\s*['"`](route|router)['"`]\s*\)/

/** next() on the line below an answer, or below the bracket there. */
const NEXT_AFTER_401 = /(?<=\b401\b[^\n]*\n\s*(?:\}\s*)?(?:return\s+)?)next\(\)/
