import { last, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { loading } from './loading.ts'
import { optionIn, REMOVED, REPLACED, uncalledIn, UNFINISHED, wrappedIn } from './places.ts'

/** Whether the run broke off with a request that session() itself did not get to see. */
const isStuckBefore = ({ run, problem }: Evidence): boolean =>
  problem?.kind === 'unanswered' && !run.at(last).reachedSession

/** What went wrong in the request that was the end, in its own words. */
const wordsOf = ({ run, problem }: Evidence): string => [problem?.message, ...run.at(last).errors].join('\n')

/** What people do so that the run breaks off. */
export const breakdowns = [
  ...loading,
  mistake(
    (seen) =>
      isStuckBefore(seen) &&
      // The function that Express hangs on is the one that the package exports.
      (seen.problem?.line === uncalledIn(seen.code) || /\bthan session\b/.test(seen.problem?.message ?? '')) &&
      uncalledIn(seen.code),
    'session stands here without parentheses. Only when it is called, with its options, does it make the middleware. ' +
      'Express now calls it with each request as if that were the options, and it hands nothing on: the request waits ' +
      'for ever.',
  ),
  mistake(
    (seen) => isStuckBefore(seen) && seen.problem?.line === wrappedIn(seen.code) && wrappedIn(seen.code),
    'This function makes the middleware anew for each request, and nobody calls what it made. So the request goes no ' +
      'further.',
  ),
  mistake(
    (seen) => wordsOf(seen).includes('session.touch is not a function') && (seen.code.line(REPLACED) ?? true),
    'req.session becomes something of your own. The one that session() made can save itself and yours cannot, so ' +
      'express-session fails on it, and the answer is never finished. Keep the object that is there, and put the ' +
      'count into it.',
  ),
  mistake(
    (seen) =>
      seen.problem?.kind === 'unanswered' &&
      wordsOf(seen).includes('serialize a BigInt') &&
      (seen.code.line(/\bBigInt\(|\b\d+n\b/) ?? true),
    'A BigInt was put into the session. The store keeps sessions as JSON, which has no such numbers, so saving fails.',
  ),
  mistake(
    (seen) => /\bfn is not a function|\(reading 'apply'\)/.test(wordsOf(seen)) && seen.code.line(UNFINISHED),
    'This method wants a function, which it calls when it is done. It got none, and the process ended when it came to ' +
      'call it.',
  ),
  mistake(
    (seen) =>
      seen.problem?.kind === 'crash' &&
      /\bof (?:null|undefined) \(/.test(seen.problem.message) &&
      seen.code.at(seen.problem?.line).includes('.session.') &&
      seen.code.line(REMOVED),
    ({ problem }) =>
      `The session of this visit is thrown away here. In line ${problem?.line} there is no req.session any more, so ` +
      'nothing can be counted in it.',
  ),
  mistake(
    // Without a cookie the session cannot even be touched (express-session session/session.js `resetMaxAge`).
    (seen) =>
      seen.problem?.kind === 'crash' &&
      seen.problem.message.includes("undefined (reading 'originalMaxAge')") &&
      (optionIn(seen.code, 'cookie') ?? true),
    'express-session fails to make a cookie of these options. cookie must be an object, and maxAge in it a number of ' +
      'milliseconds.',
  ),
]
