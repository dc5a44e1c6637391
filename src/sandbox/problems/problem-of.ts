import { appsProblem } from './apps.ts'
import { loadProblem } from './load.ts'
import { endlessProblem, crowdedProblem, noiseProblem } from './endless.ts'
import type { Ending, Problem, Remains } from '../problem.ts'
import { at, lineOf, placeIn } from '../location.ts'
import { MOST_MEMORY } from '../node-flags.ts'
import type { Thrown } from '../protocol.ts'
import { slowProblem } from './slow.ts'
import { escaped, onlyLineWith, routeLine, withoutComments } from '../source.ts'
import { DENIED, deniedDeed, thrownText } from '../thrown.ts'

/** What a learner must know of how their file ended. */
export function problemOf(ending: Ending, remains: Remains): Problem {
  switch (ending.kind) {
    case 'failed':
      return loadProblem(ending, remains)
    case 'uncaught':
      return crashProblem(ending.thrown, remains)
    case 'exit':
      return exitProblem(ending, remains)
    case 'closed':
      return closedProblem(ending.stack, remains)
    case 'apps':
      return appsProblem(ending.apps, remains)
    case 'slow':
      return slowProblem(ending, remains)
    case 'unanswered':
      return unansweredProblem(ending, remains)
    case 'endless':
      return endlessProblem(ending.request, remains)
    case 'crowded':
      return crowdedProblem(ending.request, remains)
    case 'noise':
      return noiseProblem(ending.text, remains)
    case 'unsettled':
      return unsettledProblem(remains)
    case 'silent':
      return silentProblem(remains)
  }
}

function crashProblem(thrown: Thrown, { file, words }: Remains): Problem {
  // What is no Error has no stack; Node.js shows where it was thrown.
  const place = placeIn(thrown.stack, file) ?? placeIn(words.split('\n\n')[0] ?? '', file)
  const deed = deniedDeed(thrown)
  return {
    kind: 'crash',
    message: `${at(place, file, 'Your app')} ${deed ?? `threw ${thrownText(thrown, file)}`}.`,
    hint:
      deed === null
        ? 'Nobody caught it: it came from a callback or a promise, out of the reach of Express. A real server ends there.'
        : DENIED,
    line: lineOf(place, file),
  }
}

function exitProblem({ call, stack }: { readonly call: string; readonly stack: string }, { file }: Remains): Problem {
  const place = placeIn(stack, file)
  return {
    kind: 'exit',
    message: `${at(place, file, 'Your code')} ends the process: it calls ${call}.`,
    hint: 'A server stays, to answer the next request. Take that call out.',
    line: lineOf(place, file),
  }
}

function closedProblem(stack: string, { file }: Remains): Problem {
  const place = placeIn(stack, file)
  return {
    kind: 'ended',
    message: `${at(place, file, 'Your code')} closes the server, so it answers nobody any more.`,
    hint: 'A server stays, to answer the next request. Take that call of close() out.',
    line: lineOf(place, file),
  }
}

function unansweredProblem(
  { request, handler }: Extract<Ending, { readonly kind: 'unanswered' }>,
  { file, read }: Remains,
): Problem {
  const source = read(file)
  const problem = (line: number | null, reason: string, hint: string): Problem => ({
    kind: 'unanswered',
    message: `${request} is never answered${reason}.`,
    hint,
    line,
  })
  if (handler?.sent === 'all') {
    return problem(
      routeLine(request, source),
      ': an answer was given, and something holds it back',
      /store/i.test(withoutComments(source))
        ? 'That may be the session store, which saves first: each of its methods must call its callback.'
        : 'That may be session(), which saves first. Look at what the handler does to req.session.',
    )
  }
  const own = handler === null ? null : onlyLineWith(source, new RegExp(escaped(handler.code)))
  if (own !== null) {
    const reason = `: the handler in line ${own} ${handler?.sent === 'some' ? 'begins an answer and does not end it' : 'neither sends an answer nor calls next()'}`
    return problem(
      own,
      reason,
      handler?.sent === 'some'
        ? 'Call res.end() when all of it is written.'
        : 'Let it do one of the two in every case, as with res.json().',
    )
  }
  const name = handler?.name ?? ''
  // It is given to the app as it is, though it may only make what the app wants.
  const given = name === '' ? null : onlyLineWith(withoutComments(source), handedOver(name))
  if (given !== null) {
    const reason = `: line ${given} hands it to ${name}, which neither sends an answer nor calls next()`
    return problem(
      given,
      reason,
      `Is ${name} to be called there, as in ${name}({ ... })? What it returns may be the handler.`,
    )
  }
  const line = routeLine(request, source)
  if (name !== '' && !OF_EXPRESS.test(name)) {
    // So express-session names what it returns.
    return name === 'session'
      ? problem(line, ': it gets no further than session()', 'Look at its store: every method must call its callback.')
      : problem(
          line,
          `: it gets no further than ${name}, a middleware of a package`,
          'Look at what that middleware waits for.',
        )
  }
  return problem(
    line,
    line === null ? '' : `; its route is in line ${line}`,
    'Nothing is left that could answer. Every handler and middleware must send something, as with res.json(), or call next().',
  )
}

/** What Express itself puts between handlers. */
const OF_EXPRESS = /^(?:handle|router|mounted_app|bound dispatch)$/

/** Where a function is given to an app by its name. */
const handedOver = (name: string): RegExp =>
  new RegExp(`\\.(?:use|all|get|post|put|patch|delete)\\((?:[^()\\n]*,)?\\s*(?:\\w+\\.)?${escaped(name)}\\s*[,)]`)

function unsettledProblem({ file, read }: Remains): Problem {
  // At the beginning of a line, or of what is given a name there: in no function, as files are written.
  const line = onlyLineWith(withoutComments(read(file)), /^(?:(?:export\s+)?(?:const|let|var)\b[^\n;]*=\s*)?await\b/m)
  return {
    kind: 'no-app',
    message: `${line === null ? 'Your file' : `Line ${line}`} waits with await for something that never comes, so no app listens.`,
    hint: 'Look at what stands behind await outside of functions.',
    line,
  }
}

function silentProblem({ code, words }: Remains): Problem {
  if (words.includes('heap out of memory') || words.includes('Last few GCs')) {
    return {
      kind: 'crash',
      message: `Your code used more than ${MOST_MEMORY} MiB of memory, and Node.js gave up.`,
      hint: 'Look for an array or an object that grows and grows, perhaps in a loop.',
      line: null,
    }
  }
  return {
    kind: 'ended',
    message: `The process ended${code === null ? '' : ` with exit code ${code}`} before everything was checked.`,
    hint: 'Look at what it printed, and for something that closes a server or ends a program.',
    line: null,
  }
}
