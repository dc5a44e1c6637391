import { last, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { storeFaults } from './faults.ts'
import { loading } from './loading.ts'
import { changingSecretLine, sessionLine } from './places.ts'
import { waits } from './waits.ts'

/** What was said of the error that was the end. */
const wordsOf = ({ run, problem }: Evidence): string =>
  [problem?.message, ...(run.exchanges.at(-1)?.errors ?? [])].join('\n')

const isHeldBack = ({ problem }: Evidence): boolean =>
  problem?.kind === 'unanswered' && /holds it back|no further than session\b/.test(problem.message)

/** What people do so that the run breaks off. */
export const breakdowns = [
  ...loading,
  mistake(
    (seen) => wordsOf(seen).includes('session.touch is not a function') && seen.code.line(/\.session\s*=(?!=)/),
    'req.session becomes something of your own. The one that session() made can save itself and yours cannot, so ' +
      'express-session fails on it, and the answer is never finished. Keep the object that is there.',
  ),
  mistake(
    (seen) =>
      wordsOf(seen).includes("(reading 'originalMaxAge')") &&
      seen.code.line(/\.session\.cookie\s*=(?!=)|\bdelete\s+\w+\.session\.cookie\b(?![.[])/),
    'The session loses what it knows of its cookie here. express-session needs that at the end of the request, so it fails, ' +
      'and the answer is never finished.',
  ),
  mistake(
    (seen) =>
      wordsOf(seen).includes("(reading 'originalMaxAge')") &&
      (seen.code.line(/\bmaxAge\s*:\s*['"`]/) ?? seen.code.line(/\bcookie\s*:/) ?? sessionLine(seen.code)),
    'No cookie can be made of these options, so express-session fails as soon as it makes a session. cookie must be an ' +
      'object, and maxAge in it a number of milliseconds.',
  ),
  mistake(
    (seen) =>
      wordsOf(seen).includes('maxAge must be a number') &&
      !seen.code.has(/\.maxAge\s*=(?!=)/) &&
      seen.code.line(/\bexpires\s*[:=](?!=)/),
    'expires must be a Date, and this is something else, so express-session fails on it. You need no date here: maxAge is a ' +
      'time, and it counts anew for each session.',
  ),
  mistake(
    (seen) =>
      /\bfn is not a function|\(reading 'apply'\)/.test(wordsOf(seen)) &&
      seen.code.line(/\.(?:regenerate|reload)\(\s*\)/),
    'This method wants a function, which it calls when it is done. It got none, and the process ended when it came to ' +
      'call it.',
  ),
  mistake(
    (seen) => wordsOf(seen).includes('callback is not a function') && seen.code.line(/\.clear\(\s*\)/),
    'clear() wants a function, which it calls when it is done. It got none, and the process ended when it came to call it. ' +
      'Besides, it deletes the sessions of everybody.',
  ),
  mistake(
    (seen) => wordsOf(seen).includes('session was tampered with') && changingSecretLine(seen.code),
    'The store encrypts what it writes with its own option secret. What the first start wrote cannot be read with the secret ' +
      'of the second.',
  ),
  mistake(
    (seen) =>
      seen.problem?.kind === 'crash' &&
      /of undefined \((?:setting|reading) /.test(seen.problem.message) &&
      seen.code.at(seen.problem?.line).includes('.session.') &&
      seen.run.at(last).destroyed.length > 0 &&
      seen.problem.line,
    'destroy() takes req.session away, so there is none any more in this line. What is destroyed needs no changes.',
  ),
  ...waits,
  ...storeFaults(last),
  mistake(
    (seen) => isHeldBack(seen) && seen.run.at(last).errors.length > 0,
    ({ run }) =>
      `express-session failed when it came to the end of the request: ${run.at(last).errors[0]?.split('\n')[0]?.replace(/\.?$/, '.')}`,
  ),
]
