import { last, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { asJson } from './as-json.ts'
import { NO_NUMBER } from './ends.ts'
import { calledIn } from './middleware.ts'
import type { Option } from './options.ts'
import { cookieOption, isFunction, REPLACED, sessionOption } from './places.ts'

const AT_ONCE = 'express-session fails as soon as it makes a session, and no answer comes.'

const BIG = /\bBigInt\(|\b\d+n\b/

/** What was said of the error that was the end. */
const wordsOf = ({ run, problem }: Evidence): string => [problem?.message, ...run.at(last).errors].join('\n')

/**
 * Options of which no cookie can be made. The process ends because the answer to that error fails too, for want of a
 * cookie (express-session session/session.js `resetMaxAge`).
 * @param find the line that is to blame
 */
const unmade = (find: (code: Evidence['code']) => number | boolean | null, says: string) =>
  mistake(
    ({ problem, code }) =>
      problem?.kind === 'crash' && problem.message.includes("undefined (reading 'originalMaxAge')") && find(code),
    `${says} ${AT_ONCE}`,
  )

/** The line of an option of which this is true, or null. */
const lineIf = (option: Option | undefined, isIt: (option: Option) => boolean): number | null =>
  option && isIt(option) ? option.line : null

/** What people do so that the run breaks off. */
export const breakdowns = [
  asJson(last, wordsOf),
  unmade(
    (code) => lineIf(cookieOption(code, 'maxAge'), (option) => isFunction(code, option)),
    'maxAge is a function here, and express-session does not call it: it wants a number of milliseconds.',
  ),
  unmade((code) => lineIf(cookieOption(code, 'maxAge'), ({ value }) => !/^[\d_.*+/\s()-]+$/.test(value)), NO_NUMBER),
  unmade(
    (code) => lineIf(sessionOption(code, 'cookie'), (option) => isFunction(code, option)),
    'cookie is a function here, and no cookie can be made of what it returns. That must be an object, and maxAge in it ' +
      'a number of milliseconds.',
  ),
  unmade(
    (code) => lineIf(sessionOption(code, 'cookie'), ({ value }) => /^(?:['"`\d]|true\b)/.test(value)),
    'cookie must be an object with the options of the cookie in it, and this is something else.',
  ),
  unmade(
    (code) => sessionOption(code, 'cookie')?.line ?? calledIn(code) ?? true,
    'No cookie can be made of these options. cookie must be an object, and maxAge in it a number of milliseconds.',
  ),
  mistake(
    (seen) =>
      wordsOf(seen).includes('maxAge must be a number') &&
      seen.code.at(seen.problem?.line).includes('.maxAge') &&
      (seen.problem?.line ?? true),
    NO_NUMBER,
  ),
  mistake(
    (seen) =>
      wordsOf(seen).includes('maxAge must be a number') &&
      (cookieOption(seen.code, 'expires')?.line ?? seen.code.line(/\.expires\s*=(?!=)/)),
    'expires must be a Date, and this is something else: express-session fails on it, and no answer comes. You need no ' +
      'date here, for maxAge is a time that counts anew for each session.',
  ),
  mistake(
    (seen) => wordsOf(seen).includes('session.touch is not a function') && (seen.code.line(REPLACED) ?? true),
    'req.session becomes something of your own. The one that session() made can save itself and yours cannot, so ' +
      'express-session fails on it, and the answer is never finished. Keep the object that is there.',
  ),
  mistake(
    (seen) => wordsOf(seen).includes('fn is not a function') && seen.code.line(/\.regenerate\(\s*\)/),
    'regenerate() wants a function, which it calls when it is done. It got none, and the process ended when it came to ' +
      'call it.',
  ),
  mistake(
    (seen) =>
      seen.problem?.kind === 'unanswered' &&
      wordsOf(seen).includes('serialize a BigInt') &&
      (seen.code.line(BIG) ?? true),
    'A store keeps sessions as JSON, and JSON has no BigInt. express-session fails on it, and the answer is never finished.',
  ),
]
