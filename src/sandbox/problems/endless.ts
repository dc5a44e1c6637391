import { MOST_BODY_BYTES } from '../../wire/exchange.ts'
import type { Problem, Remains } from '../problem.ts'
import { MOST_DEPTH, MOST_WORD_BYTES } from '../protocol.ts'
import { onlyLineWith, routeLine, withoutComments } from '../source.ts'

/** An answer has no end that is near. */
export function endlessProblem(request: string, { file, read }: Remains): Problem {
  const line = routeLine(request, read(file))
  return {
    kind: 'endless',
    message: `The answer to ${request} is longer than ${MOST_BODY_BYTES / 1e6} MB${line === null ? '' : `; its route is in line ${line}`}.`,
    hint: 'Look for code that writes again and again, and call res.end() when all of it is written.',
    line,
  }
}

/** A request caused more than can be told. */
export function crowdedProblem(request: string, { file, read }: Remains): Problem {
  return {
    kind: 'endless',
    message: `What ${request} did with sessions and the store is too much to check: more than ${MOST_WORD_BYTES / 1e6} MB, or nested more than ${MOST_DEPTH} levels deep.`,
    hint: 'Keep only small things in req.session, such as the id of a user, and look for a loop that saves again and again.',
    line: routeLine(request, read(file)),
  }
}

/** Code that uses a pipe of ours by its number. */
const DESCRIPTOR = /\b(?:write|writev|close)(?:Sync)?\(\s*[34]\b|\bfd\s*:\s*[34]\b/

/** What came through a pipe of ours is not ours. @param text null if a pipe was closed */
export function noiseProblem(text: string | null, { file, read }: Remains): Problem {
  const line = onlyLineWith(withoutComments(read(file)), DESCRIPTOR)
  const who = line === null ? 'Your code' : `Line ${line}`
  return {
    kind: 'noise',
    message:
      text !== null
        ? `${who} writes ${JSON.stringify(text)} to a file descriptor that session-tutor uses to follow your app.`
        : line !== null
          ? `${who} closes a file descriptor that session-tutor uses to follow your app.`
          : 'Your app can no longer be followed: it ended, or it closed a file descriptor that session-tutor uses for that.',
    hint: 'Take that out. Print with console.log(), and use only the files that your code opens itself.',
    line,
  }
}
